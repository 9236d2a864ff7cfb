import { runJsonSchema } from '@augmix/core';
import { usePluginModules, writeFileAtomic } from '@augmix/core/node';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { note, printJson } from '../terminal/output.js';
import { collect } from './arguments.js';

export function schemaCommand(): Command {
  return new Command('schema')
    .description('Write the JSON Schema of run configs, for completion and checks in editors.')
    .option('--out <file>', 'write to a file instead of the screen')
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .option('--open', 'also accept third-party names that are not installed')
    .addHelpText(
      'after',
      '\nExamples:\n  augmix schema --out run.schema.json\n  augmix schema --plugin ./my-plugin.mjs',
    )
    .action(async ({ out, plugin = [], open }: { out?: string; plugin?: string[]; open?: boolean }) => {
      const registry = await usePluginModules(createFirstPartyRegistry(), plugin, process.cwd());
      const schema = runJsonSchema(registry, { open });
      if (out === undefined) return printJson(schema);
      await writeFileAtomic(out, JSON.stringify(schema, null, 2) + '\n');
      note(`wrote ${out}`);
    });
}
