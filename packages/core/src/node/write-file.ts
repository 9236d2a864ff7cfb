import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AugmixError, type ErrorCode } from '../errors.js';

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a part of the path is not a folder',
  EFBIG: 'the file would be larger than allowed here',
  EISDIR: 'the path is a folder',
};

/**
 * A system error of writing as a coded one that says the reason in words.
 *
 * @example
 * ```ts
 * import { writeError } from '@augmix/core/node';
 * const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
 * writeError('run.csv', full).toLine(); // => 'WRITE_FAILED at run.csv: cannot write: the disk is full'
 * ```
 */
export function writeError(file: string, cause: unknown, code: ErrorCode = 'WRITE_FAILED'): AugmixError {
  const system = (cause as NodeJS.ErrnoException).code ?? '';
  const reason = reasons[system] ?? (cause as Error).message;
  return new AugmixError(code, `cannot write: ${reason}`, { file, cause });
}

/**
 * Writes a whole file or nothing: to a temporary name beside it, flushed, then renamed. Folders are made as needed.
 *
 * @throws AugmixError `WRITE_FAILED`, for example when the disk is full; an older file is intact then.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { writeFileAtomic } from '@augmix/core/node';
 * await writeFileAtomic('notes/first.txt', 'text');
 * await readFile('notes/first.txt', 'utf8'); // => 'text'
 * ```
 */
export async function writeFileAtomic(file: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw writeError(file, cause);
  }
}
