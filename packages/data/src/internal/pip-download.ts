import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { runCommand, type CommandOutcome } from './run-command.js';

/** What Python is called, most likely first. */
const pythons = process.platform === 'win32' ? ['py', 'python'] : ['python3', 'python'];

/**
 * Gets the wheel of a Python package with pip, which knows the user's index, proxy and cache. Nothing is installed, and
 * nothing of the package is run: only a wheel is accepted, and a wheel is not built.
 *
 * @param spec - a package and version such as `name==1.0.0`, or the path of a wheel
 * @param folder - an empty folder for the wheel
 * @returns path of the wheel
 * @throws AugmixError `DATA_UNAVAILABLE` when Python or pip is not there or cannot get the package
 */
export async function pipDownload(spec: string, folder: string, signal?: AbortSignal): Promise<string> {
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--dest', folder];
  args.push('--no-input', '--disable-pip-version-check', '--quiet', spec);
  const { status, errors } = await runPython(args, folder, signal);
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (status === 0 && wheel) return join(folder, wheel);
  const message = `pip could not get the package (${pipReason(errors, status)})`;
  throw new AugmixError('DATA_UNAVAILABLE', message, { file: spec });
}

/** With the first Python that can be started. `cwd` is a module path of `python -m`, so it must be a folder of ours. */
async function runPython(args: string[], cwd: string, signal?: AbortSignal): Promise<CommandOutcome> {
  for (const python of pythons.slice(0, -1)) {
    try {
      return await runCommand([python, ...args], cwd, signal);
    } catch {
      signal?.throwIfAborted();
    }
  }
  return runCommand([pythons[pythons.length - 1], ...args], cwd, signal);
}

/** pip's last error, which sums up those above it. */
function pipReason(errors: string, status: number | null): string {
  const lines = errors.split('\n').map((line) => line.trim());
  const last = lines.filter((line) => line.startsWith('ERROR:')).at(-1) ?? lines.filter(Boolean).at(-1);
  return last?.replace(/^ERROR:\s*/, '') ?? `status ${status}`;
}
