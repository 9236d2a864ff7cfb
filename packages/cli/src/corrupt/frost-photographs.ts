import { AugmixError, type Image } from '@augmix/core';
import { readFrost } from '@augmix/data/node';
import { note } from '../terminal/output.js';
import type { FrostSource } from './corrupter.js';

/**
 * The benchmark's photographs of ice, from the cache.
 *
 * @throws AugmixError `DATA_MISSING` when they have not been fetched
 */
export async function frostPhotographs(): Promise<Image[]> {
  const photographs = await readFrost();
  if (photographs) return photographs;
  throw new AugmixError('DATA_MISSING', 'the photographs of frost are not in the cache', {
    suggestion: 'get them with `augmix data fetch frost`, or say --frost computed',
  });
}

/** Where frost comes from: as asked, else from the photographs when they have been fetched. */
export async function chooseFrost(
  asked: FrostSource | undefined,
  corruptions: readonly string[],
): Promise<FrostSource> {
  if (!corruptions.includes('frost')) return asked ?? 'computed';
  if (asked === 'photographs') await frostPhotographs();
  if (asked) return asked;
  if (await readFrost()) return 'photographs';
  note(
    'frost is computed and not comparable with published results; `augmix data fetch frost` gets the photographs',
  );
  return 'computed';
}
