import { join } from 'node:path';
import { AugmixError } from '@augmix/core';
import type { ClassList } from './class-list.js';
import { findClassFolders, findPictures } from './find-pictures.js';
import { findUnreadable } from './unreadable-pictures.js';

/** The pictures of a split. */
export interface Records {
  /** Paths from the split's folder. */
  files: string[];
  labels: number[];
}

/**
 * The pictures of a split in order, with their labels.
 *
 * @param skipUnreadable leaves out those that cannot be read, and names them to `log`
 * @throws AugmixError `DATA_MISSING`, `DATA_INVALID` with the folder
 */
export async function findRecords(
  folder: string,
  classes: ClassList,
  skipUnreadable: boolean,
  log?: (line: string) => void,
): Promise<Records> {
  const files: string[] = [];
  const labels: number[] = [];
  for (const classFolder of await findClassFolders(folder)) {
    const label = classes.label(classFolder, join(folder, classFolder));
    for (const file of await findPictures(folder, classFolder)) {
      files.push(file);
      labels.push(label);
    }
  }
  if (!skipUnreadable) return { files, labels };
  const unreadable = await findUnreadable(folder, files, log);
  for (const [file, reason] of Object.entries(unreadable)) log?.(`left out ${join(folder, file)}: ${reason}`);
  const kept = files.map((file) => !Object.hasOwn(unreadable, file));
  if (!kept.includes(true)) {
    throw new AugmixError('DATA_MISSING', `none of the ${files.length} pictures can be read`, {
      file: folder,
    });
  }
  return { files: files.filter((_, index) => kept[index]), labels: labels.filter((_, index) => kept[index]) };
}
