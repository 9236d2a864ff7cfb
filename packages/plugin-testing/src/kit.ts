import {
  AugmixError,
  nearestName,
  type AnyPlugin,
  type PluginFactory,
  type PluginKind,
  type Registry,
} from '@augmix/core';
import { registryOf } from './internal/registry-of.js';
import { neededOptions } from './internal/needed-options.js';
import { BrokenLaw, checkLaw, type Law, type Subject } from './law.js';
import { comparisonLaws } from './laws/backend-comparison.js';
import { documentedIn, exampleRuns } from './laws/plugin.js';
import { lawsOf } from './laws/laws.js';
import { runnerOf } from './runner.js';
import type { KitSettings } from './settings.js';

/** How much is tested. */
export interface KitCount {
  plugins: number;
  /** Laws, each of them checked for one plugin: the number of tests. */
  cases: number;
}

/** A plugin of one kind, its other types forgotten. */
export type PluginOf<Kind extends PluginKind> = AnyPlugin & { readonly kind: Kind };

function subjectOf(plugin: AnyPlugin, settings: KitSettings): Subject {
  const { tf, folder } = settings;
  let options: Record<string, unknown> | undefined;
  // Made when they are first asked for: a plugin that no registry takes breaks a law, not the file of tests.
  const completed = (): Record<string, unknown> =>
    (options ??= neededOptions(plugin, registryOf(settings), settings.options));
  const registry = (): Registry<AnyPlugin> => {
    const others = registryOf(settings);
    return others.names(plugin.kind).includes(plugin.name) ? others : others.use(plugin);
  };
  return {
    plugin,
    tf,
    get options() {
      return completed();
    },
    // Not by `registry.create`, which looks at the first results itself and would be before the laws.
    async create() {
      const all = registry();
      const { type: _type, ...resolved } = all.resolve(plugin.kind, { type: plugin.name, ...completed() });
      const factory = (await plugin.load()) as PluginFactory<unknown, unknown>;
      return factory(resolved, {
        create: (kind, ref) => all.create(kind, ref, { folder }),
        folder: folder ?? '.',
        log: () => {},
      });
    },
  };
}

/** Every law for a plugin with these settings. */
export function lawsFor({ kind }: AnyPlugin, settings: KitSettings): readonly Law[] {
  const { documentation, example } = settings;
  return [
    ...lawsOf(kind),
    ...(kind === 'backend' ? comparisonLaws(settings) : []),
    ...(documentation === undefined ? [] : [documentedIn(documentation)]),
    ...(example === undefined ? [] : [exampleRuns(example)]),
  ];
}

function checkExceptions({ exceptions = {} }: KitSettings, laws: readonly Law[]): void {
  const names = laws.map(({ name }) => name);
  const unknown = Object.keys(exceptions).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = nearestName(unknown, names);
  throw new AugmixError('USAGE', `there is an exception for "${unknown}", which is no law of this plugin`, {
    expected: 'the name of a law',
    suggestion: near && `did you mean "${near}"?`,
  });
}

/** Registers a test for every law of a plugin. */
export function describePlugin(plugin: AnyPlugin, settings: KitSettings = {}): KitCount {
  const { describe, it } = runnerOf(settings.runner);
  const laws = lawsFor(plugin, settings);
  checkExceptions(settings, laws);
  const subject = subjectOf(plugin, settings);
  describe(`${plugin.kind} ${plugin.name}`, () => {
    for (const law of laws) {
      const exception = settings.exceptions?.[law.name];
      const name = exception === undefined ? law.name : `${law.name} (excepted: ${exception})`;
      it(name, () => checkLaw(law, subject, exception));
    }
  });
  return { plugins: 1, cases: laws.length };
}

/**
 * The laws that a plugin breaks, without a test runner.
 *
 * @example
 * ```ts
 * import { invertPlugin } from '@augmix/ops/plugins';
 * import { brokenLaws } from '@augmix/plugin-testing';
 * await brokenLaws(invertPlugin); // => []
 * ```
 */
export async function brokenLaws(plugin: AnyPlugin, settings: KitSettings = {}): Promise<BrokenLaw[]> {
  const subject = subjectOf(plugin, settings);
  const broken: BrokenLaw[] = [];
  const laws = lawsFor(plugin, settings);
  checkExceptions(settings, laws);
  for (const law of laws) {
    try {
      await checkLaw(law, subject, settings.exceptions?.[law.name]);
    } catch (error) {
      if (!(error instanceof BrokenLaw)) throw error;
      broken.push(error);
    }
  }
  return broken;
}
