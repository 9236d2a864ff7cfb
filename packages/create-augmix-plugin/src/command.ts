import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AugmixError, isAugmixError } from '@augmix/core';
import { createPackage } from './create-package.js';
import { checkKind, checkPackageName, checkPluginName, kinds } from './names.js';

/** Where the command runs and whom it talks to. */
export interface Surroundings {
  cwd: string;
  print(line: string): void;
  printError(line: string): void;
  /** Asks the user; left out where nobody is there to answer. */
  ask?(question: string, suggestion: string): Promise<string>;
}

const help = `Makes a package with one AugMix plugin.

  npm create augmix-plugin FOLDER -- --kind KIND --name VENDOR/NAME [--package NAME]

  --kind     ${kinds.join(', ')}
  --name     name of the plugin, such as acme/tint
  --package  name of the package (default: the folder's)

What is left out is asked for.`;

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        name: { type: 'string' },
        package: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new AugmixError('USAGE', (error as Error).message.split('. ')[0], { suggestion: 'see --help' });
  }
}

async function create(args: string[], { cwd, print, ask }: Surroundings): Promise<void> {
  const { values, positionals } = parsed(args);
  if (values.help) return print(help);
  if (positionals.length > 1) {
    throw new AugmixError('USAGE', `there are ${positionals.length} folders: ${positionals.join(', ')}`, {
      expected: 'one',
      suggestion: 'options stand behind -- when npm runs the command',
    });
  }
  const need = async (what: string, given: string | undefined, question: string, suggestion: string) => {
    if (given !== undefined) return given;
    if (ask) return (await ask(question, suggestion)).trim() || suggestion;
    throw new AugmixError('USAGE', `${what} is missing`, { suggestion: 'see --help' });
  };
  // Each answer is checked before the next question.
  const folder = await need('the folder', positionals[0], 'Folder', 'augmix-plugin-tint');
  const packageName = checkPackageName(values.package ?? basename(resolve(cwd, folder)));
  const kind = checkKind(await need('--kind', values.kind, `Kind (${kinds.join(', ')})`, 'op'));
  const name = packageName.replace(/^(@[^/]+\/)?(augmix-plugin-)?/, '').replaceAll('.', '-');
  const byStyle = kind === 'op' || kind === 'corruption' ? name.replaceAll('-', '_') : name;
  const plugin = await need('--name', values.name, 'Name of the plugin', `acme/${byStyle}`);
  const settings = { kind, plugin: checkPluginName(kind, plugin), package: packageName };
  const files = createPackage({ folder: join(resolve(cwd), folder), ...settings });
  print(`${folder}: ${files.length} files with the ${kind} "${plugin}".`);
  print(`\n  cd ${folder}\n  npm install\n  npm test`);
}

/**
 * The command behind `npm create augmix-plugin`.
 *
 * @param args the words behind the command
 * @returns its exit code: 0, or 2 for wrong usage, with nothing written
 * @example
 * ```ts
 * import { runCommand } from 'create-augmix-plugin';
 * const lines: string[] = [];
 * const print = (line: string) => void lines.push(line);
 * await runCommand(['plugin', '--kind', 'opp'], { cwd: '.', print, printError: print }); // => 2
 * lines[0]; // => 'USAGE: there is no template for the kind "opp"; expected one of op, augmentation, loss, metric, corruption, dataset'
 * ```
 */
export async function runCommand(args: string[], surroundings: Surroundings): Promise<number> {
  try {
    await create(args, surroundings);
    return 0;
  } catch (error) {
    if (!isAugmixError(error)) throw error;
    surroundings.printError(error.toLine());
    return error.exitCode;
  }
}
