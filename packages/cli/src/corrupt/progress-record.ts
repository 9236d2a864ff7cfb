import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AugmixError, type ResolvedRef } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';
import type { FrostSource } from './corrupter.js';

/** Everything that the bytes of a corrupted data set depend on. */
export interface DatasetSettings {
  augmix: string;
  dataset: ResolvedRef;
  /** Images per severity. */
  images: number;
  preset: string;
  seed: number;
  jpegQuality?: number;
  /** What `frost.npy` was made of, when it was made. */
  frost?: FrostSource;
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
  const record = parse(text, file);
  for (const key of ['augmix', 'dataset', 'images', 'preset', 'seed', 'jpegQuality', 'frost'] as const) {
    const isOpen = key === 'frost' && (record.frost === undefined || settings.frost === undefined);
    if (isOpen || isDeepStrictEqual(record[key], settings[key])) continue;
    throw new AugmixError(
      'RUN_MISMATCH',
      `the folder was made with ${key} ${JSON.stringify(record[key]) ?? 'unset'}, not ${JSON.stringify(settings[key]) ?? 'unset'}`,
      { file, suggestion: 'use another folder, or the same settings to go on' },
    );
  }
  return { ...record, frost: record.frost ?? settings.frost };
}

/** Writes the record, whole or not at all. */
export async function saveRecord(folder: string, record: ProgressRecord): Promise<void> {
  await writeFileAtomic(join(folder, name), JSON.stringify(record, null, 2) + '\n');
}

function parse(text: string, file: string): ProgressRecord {
  let cause: unknown;
  try {
    const record = JSON.parse(text) as ProgressRecord | null;
    if (typeof record?.written === 'object' && record.written !== null) return record;
  } catch (error) {
    cause = error;
  }
  throw new AugmixError('DATA_INVALID', 'this is not a record of corrupted images', { file, cause });
}
