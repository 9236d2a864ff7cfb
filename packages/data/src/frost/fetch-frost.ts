import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AugmixError, isAugmixError, type Image } from '@augmix/core';
import { cacheFolder as defaultCacheFolder, writeError } from '@augmix/core/node';
import { readImage } from '../image-files.js';
import { fileHash } from '../internal/file-hash.js';
import { pipDownload } from '../internal/pip-download.js';
import { readZip } from '../internal/zip.js';
import { frostRelease, type FrostRelease } from './frost-files.js';

/** Settings of {@link fetchFrost}. */
export interface FetchFrostOptions {
  /** Folder for fetched data; default: see `cacheFolder`. */
  cacheFolder?: string;
  /** Is told in one line each what is being done. */
  log?: (line: string) => void;
  /** Ends the fetch; the promise is rejected with its reason. */
  signal?: AbortSignal;
}

const folderName = 'frost';

/**
 * Puts the five photographs of ice that the corruption `frost` of the published benchmarks draws from into the cache, and
 * verifies them (SHA-256). They are in the Python package `imagecorruptions` (Apache-2.0), of which only the wheel is
 * fetched, with the user's own pip; nothing of it is installed or run.
 *
 * @returns the folder of the photographs
 * @throws AugmixError `DATA_UNAVAILABLE` when there is no pip or no network, `DATA_INVALID` for a damaged wheel,
 * `DATA_CHECKSUM`, `WRITE_FAILED`
 * @example
 * ```ts no-run
 * import { frostCorruption } from '@augmix/corruptions';
 * import { fetchFrost, readFrost } from '@augmix/data/node';
 * await fetchFrost({ log: console.log });
 * const textures = await readFrost();
 * textures?.length; // => 5
 * frostCorruption({ preset: 'cifar', textures });
 * ```
 */
export function fetchFrost(options: FetchFrostOptions = {}): Promise<string> {
  return fetchFrostRelease(frostRelease, options);
}

/**
 * The five photographs of the benchmark's `frost`, RGB, in its order; undefined when they have not been fetched.
 *
 * @param folder - default: where {@link fetchFrost} puts them
 * @throws AugmixError `DATA_CHECKSUM` or `DATA_MISSING` when the folder is there but its files are not the published ones
 * @example
 * ```ts
 * import { readFrost } from '@augmix/data/node';
 * await readFrost('there-is-no-such-folder'); // => undefined
 * ```
 */
export async function readFrost(
  folder = join(defaultCacheFolder(), folderName),
): Promise<Image[] | undefined> {
  if (!(await stat(folder).catch(() => undefined))) return undefined;
  await checkFiles(folder, frostRelease);
  return Promise.all(
    Object.keys(frostRelease.files).map((name) => readImage(join(folder, name), { channels: 3 })),
  );
}

/** {@link fetchFrost} for any release. */
export async function fetchFrostRelease(
  release: FrostRelease,
  { cacheFolder = defaultCacheFolder(), log = () => {}, signal }: FetchFrostOptions,
): Promise<string> {
  const target = join(cacheFolder, folderName);
  log(`frost: looking in ${target}`);
  if (await stat(target).catch(() => undefined)) {
    try {
      await checkFiles(target, release);
      log('frost: found and verified');
      return target;
    } catch (error) {
      log(`frost: what is there is damaged (${(error as Error).message})`);
    }
  }
  const work = await makeFolder(cacheFolder);
  try {
    const [packed, files] = [join(work, 'packed'), join(work, folderName)];
    await Promise.all([mkdir(packed), mkdir(files)]);
    log(`frost: getting the Python package ${basename(release.spec)} with pip`);
    await unpack(await download(release, packed, signal), files, release);
    await checkFiles(files, release);
    await moveIntoPlace(files, target, join(work, 'replaced'), release);
    log(`frost: verified, ready in ${target}`);
    return target;
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

async function download(release: FrostRelease, folder: string, signal?: AbortSignal): Promise<string> {
  try {
    return await pipDownload(release.spec, folder, signal);
  } catch (error) {
    if (!isAugmixError(error)) throw error;
    const names = Object.keys(release.files);
    throw error.at({
      suggestion: `connect to the internet with Python and pip there, or put ${names[0]} … ${names.at(-1)} into the cache's folder ${folderName}`,
    });
  }
}

async function unpack(wheel: string, folder: string, release: FrostRelease): Promise<void> {
  const names = Object.keys(release.files);
  let contents: Uint8Array[];
  try {
    contents = readZip(
      await readFile(wheel),
      names.map((name) => `${release.folder}/${name}`),
    );
  } catch (error) {
    throw isAugmixError(error) ? error.at({ file: basename(wheel) }) : error;
  }
  for (const [index, name] of names.entries()) {
    const file = join(folder, name);
    await writeFile(file, contents[index]).catch((cause: unknown) => {
      throw writeError(file, cause);
    });
  }
}

async function checkFiles(folder: string, release: FrostRelease): Promise<void> {
  for (const [name, expected] of Object.entries(release.files)) {
    const file = join(folder, name);
    const suggestion = 'fetch them with `augmix data fetch frost`';
    const found = await fileHash(file, 'sha256').catch((cause: NodeJS.ErrnoException) => {
      throw new AugmixError('DATA_MISSING', `${name} cannot be read (${cause.code})`, {
        file,
        suggestion,
        cause,
      });
    });
    if (found === expected) continue;
    throw new AugmixError('DATA_CHECKSUM', `${name} has the SHA-256 sum ${found}`, {
      file,
      expected,
      suggestion,
    });
  }
}

async function makeFolder(cacheFolder: string): Promise<string> {
  try {
    await mkdir(cacheFolder, { recursive: true });
    // Beside the target, so that the finished folder can be renamed; its own, so that two fetches never meet.
    return await mkdtemp(join(cacheFolder, `.${folderName}-`));
  } catch (cause) {
    throw writeError(cacheFolder, cause);
  }
}

/** Another fetch may have come first: then its files are as good. */
async function moveIntoPlace(
  from: string,
  target: string,
  aside: string,
  release: FrostRelease,
): Promise<void> {
  try {
    await rename(target, aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(from, target);
  } catch (cause) {
    await checkFiles(target, release).catch(() => {
      throw writeError(target, cause);
    });
  }
}
