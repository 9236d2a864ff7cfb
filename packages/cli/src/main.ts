import { inspect } from 'node:util';
import { AugmixError, isAugmixError } from '@augmix/core';
import { Command, CommanderError } from 'commander';
import { augmentCommand } from './commands/augment.js';
import { backendCommand } from './commands/backend.js';
import { corruptCommand } from './commands/corrupt.js';
import { dataCommand } from './commands/data.js';
import { doctorCommand } from './commands/doctor.js';
import { evalCommand } from './commands/eval.js';
import { initCommand } from './commands/init.js';
import { metricsCommand } from './commands/metrics.js';
import { modelsCommand } from './commands/models.js';
import { perturbCommand } from './commands/perturb.js';
import { pluginsCommand } from './commands/plugins.js';
import { schemaCommand } from './commands/schema.js';
import { trainCommand } from './commands/train.js';
import { installedVersion } from './installed-version.js';

function createProgram(): Command {
  const program = new Command('augmix')
    .description('Train and judge image classifiers that stay accurate and calibrated when test data shifts.')
    .version(installedVersion())
    .option('--debug', 'show the stack of an error')
    // A command may have a --version of its own.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .addHelpText('after', '\nStart with "augmix init", then "augmix train run.yaml".');
  const commands = [
    initCommand(),
    trainCommand(),
    evalCommand(),
    metricsCommand(),
    augmentCommand(),
    corruptCommand(),
    perturbCommand(),
    dataCommand(),
    backendCommand(),
    modelsCommand(),
    pluginsCommand(),
    schemaCommand(),
    doctorCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  throwInsteadOfExit(program);
  return program;
}

// Wrong usage is reported like every other error: coded, on one line, exit code 2.
function throwInsteadOfExit(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  for (const inner of command.commands) throwInsteadOfExit(inner);
}

function report(error: unknown, isDebug: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0 || error.code === 'commander.help') return error.exitCode === 0 ? 0 : 2;
    return report(new AugmixError('USAGE', error.message.replace(/^error: /, '')), isDebug);
  }
  if (isAugmixError(error)) {
    process.stderr.write(`${error.toLine()}\n`);
    if (isDebug) process.stderr.write(`${inspect(error)}\n`);
    return error.exitCode;
  }
  const unexpected = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`unexpected error: ${unexpected.message}\n`);
  process.stderr.write(isDebug ? `${inspect(unexpected)}\n` : 'run again with --debug to see where\n');
  return 1;
}

/** Runs the command line. The exit code is set on the process; it ends when nothing is left to do. */
export async function main(argv: readonly string[]): Promise<void> {
  const isDebug = argv.includes('--debug');
  // Who reads the output, such as `head`, may have seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await createProgram().parseAsync(argv.filter((argument) => argument !== '--debug'));
  } catch (error) {
    process.exitCode = report(error, isDebug);
  }
}
