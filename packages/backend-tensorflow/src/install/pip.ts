import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AugmixError, nearestName } from '@augmix/core';
import { wheelPython } from './release.js';
import { runCommand } from './run-command.js';

/** What pip is told beside the packages. */
export interface PipSettings {
  /** Is told the bytes that have arrived, now and then. */
  onBytes?: (bytes: number) => void;
  signal?: AbortSignal;
}

const pythons = ['python3', 'python'] as const;
/** How many versions a message lists. */
const newest = 8;
const nothing = 'no index that answers has any version of it for this system';
const noPip = 'install Python with pip, or give a wheel with --wheel or an interpreter with --from-python';

/**
 * Gets wheels with pip, which knows the user's index, proxy and cache. Nothing is installed, built or run.
 *
 * @param requirements - such as `tensorflow-cpu==2.21.0`
 * @param folder - where the wheels are to lie; pip's temporary files lie there too, not on a perhaps small `/tmp`
 * @returns paths of the wheels in `folder`
 * @throws AugmixError `DEPENDENCY_MISSING` without pip, `BACKEND_VERSION` when the index has no such version,
 * `BACKEND_DOWNLOAD` when it cannot be reached, `WRITE_FAILED` when the disk is full
 */
export async function pipDownload(
  requirements: readonly string[],
  folder: string,
  { onBytes, signal }: PipSettings = {},
): Promise<string[]> {
  const temporary = join(folder, 'pip');
  await mkdir(temporary, { recursive: true });
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--dest', folder];
  args.push('--python-version', wheelPython, '--no-input', '--disable-pip-version-check', '--quiet');
  const watch = setInterval(() => void folderBytes(folder).then((bytes) => onBytes?.(bytes)), 500);
  try {
    const { status, errors } = await runPython([...args, ...requirements], folder, temporary, signal);
    signal?.throwIfAborted();
    if (status !== 0) throw pipError(requirements, errors, status);
  } finally {
    clearInterval(watch);
  }
  return (await readdir(folder)).filter((name) => name.endsWith('.whl')).map((name) => join(folder, name));
}

/** With the first Python that can be started; `cwd` is a module path of `python -m`, so it must be a folder of ours. */
async function runPython(args: string[], cwd: string, temporary: string, signal?: AbortSignal) {
  const env = { ...process.env, TMPDIR: temporary };
  for (const python of pythons) {
    const outcome = await runCommand([python, ...args], { cwd, env, signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      return error as AugmixError;
    });
    if (!(outcome instanceof AugmixError)) return outcome;
  }
  throw new AugmixError('DEPENDENCY_MISSING', `neither ${pythons.join(' nor ')} is installed`, {
    suggestion: noPip,
  });
}

/** pip's own words, sorted into what the user can do about it. */
export function pipError(
  requirements: readonly string[],
  errors: string,
  status: number | null,
): AugmixError {
  const lines = errors
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const last = (
    lines.filter((line) => line.startsWith('ERROR:')).at(-1) ??
    lines.at(-1) ??
    `status ${status}`
  )
    .replace(/^ERROR:\s*/, '')
    .slice(0, 300);
  const file = requirements.join(' ');
  if (/No module named pip/.test(errors))
    return new AugmixError('DEPENDENCY_MISSING', 'Python has no pip', { suggestion: noPip });
  if (/No space left on device|Errno 28/.test(errors))
    return new AugmixError('WRITE_FAILED', 'cannot write: the disk is full', { file });
  // pip says "no such version" also when no index answered: it then has no version at all to offer.
  const all = /\(from versions: ([^)]*)\)/.exec(errors)?.[1].split(', ') ?? [];
  const versions = all.filter((version) => /^[\d.]+$/.test(version));
  if (versions.length > 0) {
    const wanted = requirements[0].split('==')[1] ?? '';
    return new AugmixError('BACKEND_VERSION', `the package index has no ${file} for this system`, {
      expected: `one of ${versions.slice(-newest).join(', ')}`,
      suggestion: `try --version ${nearestName(wanted, versions) ?? versions.at(-1)}`,
    });
  }
  return new AugmixError(
    'BACKEND_DOWNLOAD',
    `pip could not get the package (${all[0] === 'none' ? nothing : last})`,
    {
      file,
      suggestion:
        'look at the index and the proxy that pip is configured with, or give a wheel with --wheel or an interpreter ' +
        'that has TensorFlow with --from-python',
    },
  );
}

/** Bytes of all files in a folder, also of those that come and go meanwhile; pip copies a file that has arrived. */
async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const bytes = new Map<string, number>();
  for (const name of names) {
    const facts = await stat(join(folder, name)).catch(() => undefined);
    const file = basename(name);
    if (facts?.isFile()) bytes.set(file, Math.max(bytes.get(file) ?? 0, facts.size));
  }
  return [...bytes.values()].reduce((total, size) => total + size, 0);
}
