import type { AnyPlugin, Op, PluginKind, Registry } from '@augmix/core';
import { optionProperties, type Property } from './option-rows.js';

/** How a plugin is used: in a config, and by a command where there is one for its kind. */
export interface ExampleUse {
  /** Every option with a default, and those that have to be given with a value that is allowed. */
  exampleOptions: Record<string, unknown>;
  /** A run that names the plugin, its options with their defaults; undefined for kinds that no run names. */
  yaml?: string;
  command?: string;
}

type Options = Record<string, unknown>;

const plain = /^[A-Za-z_][\w./-]*$/;
const words = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off']);

/** A value in YAML's flow style. */
function flow(value: unknown): string {
  if (typeof value === 'string')
    return plain.test(value) && !words.has(value.toLowerCase()) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return String(value);
}

/** `key: name`, or its options below it. */
function block(key: string, name: string, options: Options): string {
  const entries = Object.entries(options);
  if (entries.length === 0) return `${key}: ${name}\n`;
  return (
    `${key}:\n  type: ${name}\n` + entries.map(([option, value]) => `  ${option}: ${flow(value)}\n`).join('')
  );
}

const listed = (name: string, options: Options): string =>
  flow([Object.keys(options).length === 0 ? name : { type: name, ...options }]);

function optionsOf(plugin: AnyPlugin, registry: Registry<AnyPlugin>): Options {
  const { properties, required } = optionProperties(plugin);
  const valueOf = (name: string, property: Property): unknown => {
    const { pluginKind, examples, enum: allowed, const: only, minimum, type } = property;
    const known = examples?.[0] ?? allowed?.[0] ?? only ?? minimum;
    const named = pluginKind && registry.list(pluginKind as PluginKind)[0]?.plugin;
    if (named) {
      const options = optionsOf(named, registry);
      return optionProperties(named).required.length === 0 ? named.name : { type: named.name, ...options };
    }
    // A word that is called like a kind, such as a data set's `corruption`, is most likely the name of one.
    return known ?? (type === 'string' ? (registry.names(name as PluginKind)[0] ?? `some-${name}`) : 1);
  };
  const entries = Object.entries(properties).flatMap(([name, property]) => {
    if (property.default !== undefined) return [[name, property.default]];
    return required.includes(name) ? [[name, valueOf(name, property)]] : [];
  });
  return Object.fromEntries(entries) as Options;
}

/** Whether an op belongs to AugMix chains or to transforms; a chain where it cannot be found out. */
async function isChainOp(name: string, options: Options, registry: Registry<AnyPlugin>): Promise<boolean> {
  try {
    return Boolean(((await registry.create('op', { type: name, ...options })) as Op).fromSeverity);
  } catch {
    return true;
  }
}

/** What to write, to use a plugin. */
export async function exampleUse(plugin: AnyPlugin, registry: Registry<AnyPlugin>): Promise<ExampleUse> {
  const exampleOptions = optionsOf(plugin, registry);
  return { exampleOptions, ...(await shown(plugin, exampleOptions, registry)) };
}

async function shown(
  plugin: AnyPlugin,
  options: Options,
  registry: Registry<AnyPlugin>,
): Promise<Omit<ExampleUse, 'exampleOptions'>> {
  const { kind, name } = plugin;
  const run = (rest: string): string => `dataset: cifar10\n${rest}`;
  switch (kind) {
    case 'op':
      return (await isChainOp(name, options, registry))
        ? { yaml: run(`augmentation:\n  type: augmix\n  ops: ${listed(name, options)}\n`) }
        : { yaml: run(`transforms: ${listed(name, options)}\n`) };
    case 'augmentation':
      return {
        yaml: run(block('augmentation', name, options)),
        command: `augmix augment cat.png augmented.png --augmentation ${name}${requiredFlags(plugin, options)}`,
      };
    case 'batch-augmentation':
      return {
        yaml: run(block('batchAugmentation', name, options) + 'views: [clean]\nloss: cross-entropy\n'),
      };
    case 'metric':
    case 'callback':
      return { yaml: run(`${kind}s: ${listed(name, options)}\n`) };
    case 'dataset':
      return { yaml: block('dataset', name, options) };
    case 'corruption':
      return {
        yaml: `dataset:\n  type: corrupted\n  dataset: cifar10\n  corruption: ${flow({ type: name, ...options })}\n  severity: 3\n`,
        command: `augmix corrupt cat.png corrupted.png --corruption ${name} --severity 3 --preset imagenet`,
      };
    case 'perturbation':
      return { command: `augmix perturb cat.png frames --perturbation ${name} --preset imagenet --crop 224` };
    default:
      return { yaml: run(block(kind, name, options)) };
  }
}

/** `--set` for every option without a default. */
function requiredFlags(plugin: AnyPlugin, options: Options): string {
  const { required } = optionProperties(plugin);
  return required.map((name) => ` --set '${name}=${flow(options[name])}'`).join('');
}
