import { AugmixError, pluginKinds, suggestName, type PluginKind } from '@augmix/core';
import { usePluginModules } from '@augmix/core/node';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { pluginReference, type PluginReference } from '../reference/plugin-reference.js';
import { formatTable, print, printJson } from '../terminal/output.js';
import { collect } from './arguments.js';

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
      const registry = await registryWith(modules);
      const entries = registry.list();
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
      const shown = await Promise.all(found.map((entry) => pluginReference(entry, registry)));
      if (json) return printJson(shown);
      print(shown.map(referenceText).join('\n\n'));
    });
  return command;
}

function referenceText(reference: PluginReference): string {
  const { kind, name, package: origin, summary, description, source, options, yaml, command } = reference;
  const table =
    options.length === 0
      ? 'It has no options.'
      : formatTable(
          ['option', 'type', 'range', 'default', 'meaning'],
          options.map((row) => [row.name, row.type, row.range, row.default, row.description]),
        );
  const parts = [
    `${kind} ${name}  (${origin})\n${summary}`,
    description,
    source && `Source: ${source}`,
    table,
    yaml && `In a config:\n\n${indented(yaml)}`,
    command && `On the command line:\n\n${indented(command)}`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

const indented = (text: string): string => text.trim().replaceAll(/^/gm, '  ');
