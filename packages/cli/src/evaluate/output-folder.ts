import { access, constants, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AugmixError } from '@augmix/core';
import { writeError, writeFileAtomic } from '@augmix/core/node';
import type { EvaluationResults } from '@augmix/evaluation';

/**
 * Refuses a folder for results that cannot be made or written to, or holds results of something else: that is to be known
 * before the work, not after it.
 *
 * @throws AugmixError `WRITE_FAILED`, `RUN_EXISTS`
 */
export async function requireOutput(folder: string): Promise<void> {
  try {
    await access(await existingPart(resolve(folder)), constants.W_OK);
  } catch (cause) {
    throw writeError(folder, cause);
  }
  const file = join(folder, 'results.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined || isOurs(text)) return;
  throw new AugmixError(
    'RUN_EXISTS',
    'the folder holds a results.json that was not written by an evaluation',
    {
      file,
      suggestion: 'name another folder with --out',
    },
  );
}

/** The folder, or the first one above it that is there. */
async function existingPart(folder: string): Promise<string> {
  const found = await stat(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' && dirname(folder) !== folder) return undefined;
    throw cause;
  });
  if (!found) return existingPart(dirname(folder));
  if (found.isDirectory()) return folder;
  throw Object.assign(new Error(`${folder} is a file`), { code: 'ENOTDIR' });
}

function isOurs(text: string): boolean {
  try {
    return 'schemaVersion' in (JSON.parse(text) as object);
  } catch {
    return false;
  }
}

/** Writes `results.json` and `results.md`. */
export async function writeResults(
  folder: string,
  results: EvaluationResults,
  summary: string,
): Promise<void> {
  await writeFileAtomic(join(folder, 'results.json'), JSON.stringify(results, null, 2) + '\n');
  await writeFileAtomic(join(folder, 'results.md'), summary);
}
