import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { CellImages } from '@augmix/evaluation';

/** How many records are looked at where there are no files to ask. */
const samples = 8;
const statsAtOnce = 64;

/**
 * Tells images from others that came into their place, as a hash: by their labels, and by the sizes and times of their files, or
 * else by the pixels of some of them.
 *
 * @param fileOf of a record, where each has one
 */
export async function contentsOf(
  images: CellImages,
  count: number,
  fileOf?: (index: number) => string,
): Promise<string> {
  const hash = createHash('sha256');
  if (images.label) {
    const { label } = images;
    hash.update(Int32Array.from({ length: count }, (_, index) => label(index)));
  }
  if (fileOf) {
    for (const stamp of await fileStamps(count, fileOf)) hash.update(stamp);
    return hash.digest('hex');
  }
  for (let sample = 0; sample < Math.min(samples, count); sample++) {
    const record = await images.read(Math.floor((sample * count) / Math.min(samples, count)));
    for (const { data } of record) hash.update(data);
  }
  return hash.digest('hex');
}

async function fileStamps(count: number, fileOf: (index: number) => string): Promise<string[]> {
  const stamps: string[] = [];
  for (let start = 0; start < count; start += statsAtOnce) {
    const some = Array.from({ length: Math.min(statsAtOnce, count - start) }, async (_, index) => {
      const file = fileOf(start + index);
      // A file that is gone is reported when it is read.
      const found = await stat(file).catch(() => undefined);
      return `${file} ${found?.size} ${found?.mtimeMs}\n`;
    });
    stamps.push(...(await Promise.all(some)));
  }
  return stamps;
}
