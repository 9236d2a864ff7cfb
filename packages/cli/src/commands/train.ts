import { basename, join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { loadRun } from '@augmix/core/node';
import { train, type TrainResult } from '@augmix/trainer';
import { Command } from 'commander';
import { environmentOverrides } from '../chosen-backend.js';
import { evaluateRun } from '../evaluate/evaluate-run.js';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { formatDuration, note, print, printJson } from '../terminal/output.js';
import { trainingProgress } from '../terminal/progress.js';
import { collect, numberOption, numbersOption } from './arguments.js';

interface TrainFlags {
  out?: string;
  resume?: boolean;
  seeds?: number[];
  maxMinutes?: number;
  set?: string[];
  eval: boolean;
  json?: boolean;
}

/** Folder for a run that was given none: `runs/` and the name of the config. */
function defaultDirectory(config: string): string {
  return join('runs', basename(config).replace(/\.(ya?ml|json)$/, ''));
}

// The customary exit codes of a process that a signal ended.
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
const signals = ['SIGINT', 'SIGTERM'] as const;

/** A first Ctrl-C writes a checkpoint and stops, a second one ends the process at once. */
function stopOnInterrupt(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let stoppedAt = 0;
  const stop = (name: keyof typeof exitCodes): void => {
    // npm and the terminal may both pass on the same Ctrl-C.
    if (controller.signal.aborted && performance.now() - stoppedAt < 1000) return;
    if (controller.signal.aborted) process.exit(exitCodes[name]);
    stoppedAt = performance.now();
    process.exitCode = exitCodes[name];
    note('\nstopping after this step; press Ctrl-C again to stop at once');
    controller.abort();
  };
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, stop);
    },
  };
}

async function trainOnce(
  config: string,
  directory: string,
  overrides: string[],
  flags: TrainFlags,
): Promise<TrainResult> {
  const run = await loadRun(createFirstPartyRegistry(), config, [...environmentOverrides(), ...overrides]);
  const interrupt = stopOnInterrupt();
  try {
    const result = await train(run, {
      directory,
      resume: flags.resume,
      maxMinutes: flags.maxMinutes,
      signal: interrupt.signal,
      callbacks: [trainingProgress()],
      log: note,
    });
    const steps = `${result.step} of ${result.totalSteps} steps, ${formatDuration(result.seconds)} of training`;
    if (result.isFinished) note(`${directory}: finished, ${steps}`);
    else note(`${directory}: stopped after ${steps}; go on with --resume`);
    return result;
  } catch (error) {
    throw run.locate(error);
  } finally {
    interrupt.release();
  }
}

export function trainCommand(): Command {
  return new Command('train')
    .description('Train a classifier as a config says, and judge it on the test images.')
    .argument('<config>', 'YAML or JSON file')
    .option('--out <folder>', 'run directory (default: runs/ and the name of the config)')
    .option('--resume', 'go on from the last checkpoint, or start if there is none')
    .option('--seeds <list>', 'train once per seed, each in a folder of its own', numbersOption('--seeds'))
    .option(
      '--max-minutes <m>',
      'write a checkpoint and stop after this long',
      numberOption('--max-minutes', 0, 1e7),
    )
    .option('--set <path=value>', 'change a setting, such as trainer.epochs=3 (repeatable)', collect)
    .option('--no-eval', 'do not judge the result on the test images')
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  augmix train run.yaml\n  augmix train run.yaml --out runs/cutout --set augmentation=cutout\n  augmix train run.yaml --resume --max-minutes 30\n  augmix train run.yaml --seeds 1,2,3',
    )
    .action(async (config: string, flags: TrainFlags) => {
      const out = flags.out ?? defaultDirectory(config);
      if (
        flags.seeds?.some(
          (seed, index, all) => !Number.isInteger(seed) || seed < 0 || all.indexOf(seed) < index,
        )
      ) {
        throw new AugmixError('USAGE', `--seeds is "${flags.seeds.join(',')}"`, {
          expected: 'different whole numbers separated by commas',
        });
      }
      const sittings = flags.seeds?.map((seed) => ({
        directory: join(out, `seed-${seed}`),
        overrides: [...(flags.set ?? []), `seed=${seed}`],
      })) ?? [{ directory: out, overrides: flags.set ?? [] }];
      const results = [];
      for (const { directory, overrides } of sittings) {
        const result = await trainOnce(config, directory, overrides, flags);
        // A run that was interrupted interrupts the ones after it as well.
        if (!result.isFinished) break;
        if (flags.eval) results.push(await evaluateRun(createFirstPartyRegistry(), directory));
      }
      if (flags.json) return printJson(results.map(({ results }) => results));
      for (const { summary } of results) print(summary);
    });
}
