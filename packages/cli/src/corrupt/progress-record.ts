import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AugmixError, type ResolvedRef } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';

/** Everything that the bytes of a corrupted data set depend on. */
export interface DatasetSettings {
  augmix: string;
  dataset: ResolvedRef;
  /** Images per severity. */
  images: number;
  preset: string;
  seed: number;
  jpegQuality?: number;
}

/** `corrupt.json`: what a folder of corrupted images was made with, and how far each file is. */
export interface ProgressRecord extends DatasetSettings {
  schemaVersion: 1;
  /** Images written, by corruption; five times `images` when the file is complete. */
  written: Record<string, number>;
}

const name = 'corrupt.json';

/**
 * Reads the record of a folder, or starts one.
 *
 * @throws AugmixError `RUN_MISMATCH` when it was made with other settings, `DATA_INVALID` when it is none
 */
export async function openRecord(folder: string, settings: DatasetSettings): Promise<ProgressRecord> {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new AugmixError('DATA_INVALID', `cannot be read (${error.code})`, { file, cause: error });
  });
  if (text === undefined) return { schemaVersion: 1, ...settings, written: {} };
  let record: ProgressRecord;
  try {
    record = JSON.parse(text) as ProgressRecord;
  } catch (cause) {
    throw new AugmixError('DATA_INVALID', 'this is not a record of corrupted images', { file, cause });
  }
  for (const key of ['augmix', 'dataset', 'images', 'preset', 'seed', 'jpegQuality'] as const) {
    if (isDeepStrictEqual(record[key], settings[key])) continue;
    throw new AugmixError(
      'RUN_MISMATCH',
      `the folder was made with ${key} ${JSON.stringify(record[key]) ?? 'unset'}, not ${JSON.stringify(settings[key]) ?? 'unset'}`,
      { file, suggestion: 'use another folder, or the same settings to go on' },
    );
  }
  return record;
}

/** Writes the record, whole or not at all. */
export async function saveRecord(folder: string, record: ProgressRecord): Promise<void> {
  await writeFileAtomic(join(folder, name), JSON.stringify(record, null, 2) + '\n');
}
