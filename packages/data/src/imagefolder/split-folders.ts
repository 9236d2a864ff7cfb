import { join } from 'node:path';
import { AugmixError, type SplitName } from '@augmix/core';
import { isFolder } from './find-pictures.js';

/** Where the splits are; one that is not there is left out. */
export type SplitFolders = Partial<Record<SplitName, string>>;

const customary: Record<SplitName, readonly string[]> = {
  train: ['train'],
  test: ['test', 'val', 'validation'],
};

/**
 * Looks for the splits: where the options say, else in `train`, and in the first of `test`, `val` and `validation`. A folder
 * that has none of these holds the class folders itself, and is for judging. When the folder itself is stated for one split,
 * what is in it are classes, and nothing is looked for.
 *
 * @throws AugmixError `DATA_MISSING` for a folder that does not exist
 */
export async function findSplitFolders(
  root: string,
  stated: Partial<Record<SplitName, string>>,
): Promise<SplitFolders> {
  await requireFolder(root);
  const found: SplitFolders = {};
  const isRoot = Object.values(stated).some((own) => own !== undefined && join(root, own) === root);
  for (const split of ['train', 'test'] as const) {
    const own = stated[split];
    if (own !== undefined) {
      found[split] = join(root, own);
      await requireFolder(found[split]);
      continue;
    }
    for (const name of isRoot ? [] : customary[split]) {
      if (found[split] === undefined && (await isFolder(join(root, name)))) found[split] = join(root, name);
    }
  }
  return found.train === undefined && found.test === undefined ? { test: root } : found;
}

async function requireFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  throw new AugmixError('DATA_MISSING', 'the folder does not exist', {
    file: folder,
    expected: 'a folder with train and test (or val), or with a folder for each class',
  });
}

/** The folder of a split. */
export function splitFolder(folders: SplitFolders, split: SplitName, root: string): string {
  const folder = folders[split];
  if (folder !== undefined) return folder;
  throw new AugmixError(
    'DATA_MISSING',
    `there are no pictures to ${split} ${split === 'train' ? 'on' : 'with'}`,
    {
      file: root,
      expected: `a folder named ${customary[split].join(' or ')}`,
      suggestion: `name it with the option \`${split}\`; \`${split}: .\` is the folder itself`,
    },
  );
}
