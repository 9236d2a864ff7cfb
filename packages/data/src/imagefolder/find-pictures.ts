import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AugmixError } from '@augmix/core';

const extensions = new Set(['.png', '.jpg', '.jpeg', '.webp']);

/** Sorted by code points, as Python does; JavaScript's own order differs for characters that take two units. */
export function sorted(names: readonly string[]): string[] {
  const isPlain = names.every((name) => !/[\ud800-\udfff]/.test(name));
  return [...names].sort(isPlain ? undefined : (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Whether a path is a folder, or a link to one. */
export const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const isPicture = (name: string): boolean => extensions.has(extname(name).toLowerCase());

interface Entries {
  folders: string[];
  pictures: string[];
}

/** What a folder holds, sorted; names that start with a dot are not looked at. */
async function entriesOf(folder: string): Promise<Entries> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    throw new AugmixError('DATA_MISSING', `the folder cannot be read (${reason})`, { file: folder, cause });
  }
  const folders: string[] = [];
  const pictures: string[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (name.startsWith('.')) continue;
    const isLink = !entry.isFile() && !entry.isDirectory();
    if (entry.isDirectory() || (isLink && (await isFolder(join(folder, name))))) folders.push(name);
    // A link that leads nowhere is a picture that cannot be read, and reported as such.
    else if (isPicture(name)) pictures.push(name);
  }
  return { folders: sorted(folders), pictures: sorted(pictures) };
}

/**
 * The class folders of a split, sorted.
 *
 * @throws AugmixError `DATA_MISSING` when there are none
 */
export async function findClassFolders(folder: string): Promise<string[]> {
  const { folders, pictures } = await entriesOf(folder);
  if (folders.length > 0) return folders;
  const found =
    pictures.length > 0
      ? `the folder holds ${pictures.length} pictures, but no class folders`
      : 'the folder holds no class folders';
  throw new AugmixError('DATA_MISSING', found, {
    file: folder,
    expected: 'a folder for each class, with its pictures',
  });
}

/**
 * The pictures of a class folder and of those below it, as paths from `folder` with `/`: folder by folder, then by name.
 *
 * @throws AugmixError `DATA_MISSING` when there are none
 */
export async function findPictures(folder: string, classFolder: string): Promise<string[]> {
  const found = new Map<string, string[]>();
  const walk = async (below: string, above: readonly string[]): Promise<void> => {
    const place = join(folder, below);
    const real = await realpath(place);
    // A link to a folder that it lies in would lead round and round.
    if (above.includes(real)) return;
    const { folders, pictures } = await entriesOf(place);
    found.set(below, pictures);
    for (const name of folders) await walk(`${below}/${name}`, [...above, real]);
  };
  await walk(classFolder, []);
  const files = sorted([...found.keys()]).flatMap((below) =>
    found.get(below)!.map((name) => `${below}/${name}`),
  );
  if (files.length > 0) return files;
  throw new AugmixError('DATA_MISSING', 'the class folder holds no pictures', {
    file: join(folder, classFolder),
    expected: `files that end in ${[...extensions].join(', ')}`,
  });
}
