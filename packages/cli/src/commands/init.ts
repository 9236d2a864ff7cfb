import { existsSync } from 'node:fs';
import { AugmixError, runJsonSchema, suggestName } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { note } from '../terminal/output.js';
import { runTemplates } from './run-templates.js';

export function initCommand(): Command {
  return new Command('init')
    .description('Write a run config to start from.')
    .argument('[file]', 'config to write', 'run.yaml')
    .option('--template <name>', `one of ${Object.keys(runTemplates).join(', ')}`, 'small')
    .addHelpText('after', '\nExamples:\n  augmix init\n  augmix init paper.yaml --template paper')
    .action(async (file: string, { template }: { template: string }) => {
      const text = runTemplates[template];
      if (text === undefined) {
        throw new AugmixError('USAGE', `unknown template "${template}"`, {
          suggestion: suggestName(template, Object.keys(runTemplates)),
        });
      }
      if (!/\.ya?ml$/.test(file)) {
        throw new AugmixError('USAGE', `cannot write "${file}"`, {
          expected: 'a name that ends in .yaml or .yml',
        });
      }
      if (existsSync(file)) {
        throw new AugmixError('RUN_EXISTS', 'the config is there already', {
          file,
          suggestion: 'choose another name',
        });
      }
      const schemaFile = file.replace(/\.ya?ml$/, '.schema.json');
      const schemaName = schemaFile.split(/[\\/]/).at(-1)!;
      await writeFileAtomic(
        schemaFile,
        JSON.stringify(runJsonSchema(createFirstPartyRegistry()), null, 2) + '\n',
      );
      await writeFileAtomic(file, `# yaml-language-server: $schema=./${schemaName}\n${text}`);
      note(`wrote ${file}, and ${schemaName} with which editors complete it`);
      note(`next: augmix train ${file}`);
    });
}
