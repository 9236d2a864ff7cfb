import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isAugmixError } from '@augmix/core';
import { cacheFolder, writeFileAtomic } from '@augmix/core/node';
import { readImage } from '../image-files.js';

/** Why pictures cannot be read, by their paths from the folder. */
export type UnreadablePictures = Readonly<Record<string, string>>;

/**
 * Decodes every picture to find those that cannot be read.
 *
 * The answer is kept in the cache folder for as long as no name, size or time of the files changes, so that it is the same in
 * every thread, and later runs need not look again.
 */
export async function findUnreadable(
  folder: string,
  files: readonly string[],
  log?: (line: string) => void,
): Promise<UnreadablePictures> {
  const place = join(cacheFolder(), 'imagefolder', `${await fingerprint(folder, files)}.json`);
  const known = await readFile(place, 'utf8').catch(() => undefined);
  if (known !== undefined) return (JSON.parse(known) as { unreadable: UnreadablePictures }).unreadable;
  log?.(`looking for pictures that cannot be read: decoding all ${files.length} in ${folder}, once`);
  const reasons = await atOnce(files, async (file) => {
    try {
      await readImage(join(folder, file), { channels: 3 });
    } catch (error) {
      if (!isAugmixError(error)) throw error;
      return error.message;
    }
    return undefined;
  });
  const unreadable = Object.fromEntries(
    files.flatMap((file, index) => (reasons[index] === undefined ? [] : [[file, reasons[index]]])),
  );
  await writeFileAtomic(place, JSON.stringify({ folder, unreadable })).catch((error: unknown) => {
    log?.(`this cannot be kept for the next time: ${(error as Error).message}`);
  });
  return unreadable;
}

/** Another one as soon as a file is added, removed, renamed or written. */
async function fingerprint(folder: string, files: readonly string[]): Promise<string> {
  const stamps = await atOnce(files, async (file) => {
    const found = await stat(join(folder, file)).catch(() => undefined);
    return `${file}\0${found?.size}\0${found?.mtimeMs}\n`;
  });
  const hash = createHash('sha256').update(`${folder}\n`);
  for (const stamp of stamps) hash.update(stamp);
  return hash.digest('hex').slice(0, 32);
}

/** Results in order, of a few calls at a time. */
async function atOnce<Result>(
  files: readonly string[],
  work: (file: string) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array<Result>(files.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++;
      results[index] = await work(files[index]);
    }
  };
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, worker));
  return results;
}
