import { AugmixError, pluginKinds, suggestName, z, type AnyPlugin, type PluginKind } from '@augmix/core';
import { usePluginModules } from '@augmix/core/node';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { formatTable, print, printJson } from '../terminal/output.js';
import { collect } from './arguments.js';

interface OptionRow {
  name: string;
  type: string;
  default: string;
  description: string;
}

type Property = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Property[];
  items?: Property;
  default?: unknown;
  description?: string;
  pluginKind?: string;
};

function typeOf(property: Property): string {
  if (property.pluginKind) return `${property.pluginKind} plugin`;
  if (property.enum) return property.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (property.const !== undefined) return JSON.stringify(property.const);
  if (property.anyOf) return property.anyOf.map(typeOf).join(' | ');
  if (property.items) return `list of ${typeOf(property.items)}`;
  return String(property.type ?? 'any');
}

function optionRows(plugin: AnyPlugin): OptionRow[] {
  const schema = z.toJSONSchema(plugin.options as z.ZodType, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    type: typeOf(property),
    default:
      property.default === undefined
        ? schema.required?.includes(name)
          ? 'required'
          : ''
        : JSON.stringify(property.default),
    description: property.description ?? '',
  }));
}

export function pluginsCommand(): Command {
  const command = new Command('plugins').description('List the installed plugins and their options.');
  const registryWith = (modules: string[]) =>
    usePluginModules(createFirstPartyRegistry(), modules, process.cwd());
  command
    .command('list')
    .description('List every plugin by kind.')
    .argument('[kind]', `one of ${pluginKinds.join(', ')}`)
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  augmix plugins list\n  augmix plugins list op --json')
    .action(
      async (kind: string | undefined, { plugin = [], json }: { plugin?: string[]; json?: boolean }) => {
        if (kind !== undefined && !pluginKinds.includes(kind as PluginKind)) {
          throw new AugmixError('USAGE', `unknown kind "${kind}"`, {
            suggestion: suggestName(kind, pluginKinds),
          });
        }
        const entries = (await registryWith(plugin)).list(kind as PluginKind | undefined);
        const rows = entries.map(({ plugin: { kind, name, summary }, origin }) => ({
          kind,
          name,
          package: origin.package,
          summary,
        }));
        if (json) return printJson(rows);
        print(
          formatTable(
            ['kind', 'name', 'package', 'what it does'],
            rows.map((row) => Object.values(row)),
          ),
        );
      },
    );
  command
    .command('show')
    .description('Show one plugin and its options.')
    .argument('<name>', 'name, or kind/name where a name is used twice')
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  augmix plugins show augmix\n  augmix plugins show op/rotate')
    .action(async (name: string, { plugin: modules = [], json }: { plugin?: string[]; json?: boolean }) => {
      const entries = (await registryWith(modules)).list();
      const found = entries.filter(
        ({ plugin }) => plugin.name === name || `${plugin.kind}/${plugin.name}` === name,
      );
      if (found.length === 0) {
        throw new AugmixError('PLUGIN_UNKNOWN', `unknown plugin "${name}"`, {
          suggestion: suggestName(
            name,
            entries.map(({ plugin }) => plugin.name),
          ),
        });
      }
      const shown = found.map(({ plugin, origin }) => ({
        kind: plugin.kind,
        name: plugin.name,
        package: origin.package,
        summary: plugin.summary,
        options: optionRows(plugin),
      }));
      if (json) return printJson(shown);
      for (const { kind, name, package: origin, summary, options } of shown) {
        print(`${kind} ${name}  (${origin})\n${summary}\n`);
        if (options.length === 0) print('It has no options.');
        else
          print(
            formatTable(
              ['option', 'type', 'default', 'meaning'],
              options.map((row) => [row.name, row.type, row.default, row.description]),
            ),
          );
      }
    });
  return command;
}
