import { AugmixError } from '@augmix/core';
import { resultsMarkdown } from '@augmix/evaluation';
import { Command } from 'commander';
import { evaluateRun } from '../evaluate-run.js';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { print, printJson } from '../terminal/output.js';
import { integerOption } from './arguments.js';

export function evalCommand(): Command {
  return new Command('eval')
    .description('Judge trained runs on their test images.')
    .argument('<run...>', 'run directories')
    .option('--images <n>', 'use the first n test images', integerOption('--images', 1, 1e9))
    .option(
      '--checkpoint <which>',
      '"best" on validation images, or "latest" (default: best if there is one)',
    )
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  augmix eval runs/augmix\n  augmix eval runs/standard runs/augmix --images 1000',
    )
    .action(
      async (
        runs: string[],
        { images, checkpoint, json }: { images?: number; checkpoint?: string; json?: boolean },
      ) => {
        if (checkpoint !== undefined && checkpoint !== 'best' && checkpoint !== 'latest') {
          throw new AugmixError('USAGE', `--checkpoint is "${checkpoint}"`, { expected: 'best or latest' });
        }
        const all = [];
        for (const run of runs) {
          all.push((await evaluateRun(createFirstPartyRegistry(), run, { images, checkpoint })).results);
        }
        if (json) printJson(all);
        else print(resultsMarkdown(all));
      },
    );
}
