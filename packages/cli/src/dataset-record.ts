import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AugmixError } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';

/** What the files of a folder were made with, and how far each one is. */
export type DatasetRecord<Settings> = Settings & {
  schemaVersion: 1;
  /** Images written, by file. */
  written: Record<string, number>;
};

/**
 * Reads the record of a folder, or starts one.
 *
 * @param settings - everything that the bytes depend on
 * @throws AugmixError `RUN_MISMATCH` when it was made with other settings, `DATA_INVALID` when it is none
 */
export async function openRecord<Settings extends object>(
  file: string,
  settings: Settings,
): Promise<DatasetRecord<Settings>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new AugmixError('DATA_INVALID', `cannot be read (${error.code})`, { file, cause: error });
  });
  if (text === undefined) return { schemaVersion: 1, ...settings, written: {} };
  const record = parse<Settings>(text, file);
  for (const [key, value] of Object.entries(settings)) {
    const before: unknown = record[key as keyof Settings];
    if (isDeepStrictEqual(before, value)) continue;
    const said = (setting: unknown): string => JSON.stringify(setting) ?? 'unset';
    throw new AugmixError(
      'RUN_MISMATCH',
      `the folder was made with ${key} ${said(before)}, not ${said(value)}`,
      { file, suggestion: 'use another folder, or the same settings to go on' },
    );
  }
  return record;
}

/** Removes what a process left behind that was killed while it wrote a whole file into the folder. */
export async function removeLeftovers(folder: string, names: readonly string[]): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const whole = /^(.+)\.[0-9a-f]{8}\.tmp$/.exec(name)?.[1];
    if (whole !== undefined && names.includes(whole)) await rm(join(folder, name), { force: true });
  }
}

/** Writes the record, whole or not at all. */
export async function saveRecord(file: string, record: DatasetRecord<object>): Promise<void> {
  await writeFileAtomic(file, JSON.stringify(record, null, 2) + '\n');
}

function parse<Settings>(text: string, file: string): DatasetRecord<Settings> {
  let cause: unknown;
  try {
    const record = JSON.parse(text) as Partial<DatasetRecord<Settings>> | null;
    if (typeof record?.written === 'object' && record.written !== null) {
      return record as DatasetRecord<Settings>;
    }
  } catch (error) {
    cause = error;
  }
  throw new AugmixError('DATA_INVALID', 'this is not a record of what the folder was made with', {
    file,
    cause,
  });
}
