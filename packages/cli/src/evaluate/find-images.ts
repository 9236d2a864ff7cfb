import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AugmixError, suggestName, type AnyPlugin, type Registry, type ResolvedRef } from '@augmix/core';
import { applyOverrides } from '@augmix/core/node';
import type { ReadRun } from '@augmix/trainer';

/** A data set and the folder that its relative paths start from. */
export interface FoundImages {
  dataset: ResolvedRef;
  folder: string;
}

/**
 * The data set that is meant: by name, a folder of class folders, or the one that the first run was trained on.
 *
 * @throws AugmixError `DATA_MISSING` when there is neither such a data set nor such a folder; `USAGE` when nothing is said
 */
export async function findImages(
  registry: Registry<AnyPlugin>,
  asked: string | undefined,
  run: ReadRun | undefined,
  overrides: readonly string[],
): Promise<FoundImages> {
  if (asked === undefined) {
    if (!run) {
      throw new AugmixError('USAGE', 'there are no images to judge the model on', {
        suggestion: 'name a data set or a folder of class folders with --data',
      });
    }
    const ref = applyOverrides(run.config.dataset, overrides) as ResolvedRef;
    return { dataset: registry.resolve('dataset', ref), folder: run.folder };
  }
  const isName = registry.names('dataset').includes(asked);
  const ref = isName ? { type: asked } : await folderRef(registry, asked);
  return {
    dataset: registry.resolve('dataset', applyOverrides(ref, overrides) as ResolvedRef),
    folder: process.cwd(),
  };
}

async function folderRef(registry: Registry<AnyPlugin>, folder: string): Promise<ResolvedRef> {
  const found = await stat(folder).catch((cause: unknown) => {
    throw new AugmixError('DATA_MISSING', 'there is no such data set or folder', {
      file: folder,
      suggestion: /[/\\.]/.test(folder) ? undefined : suggestName(folder, registry.names('dataset')),
      cause,
    });
  });
  if (found.isDirectory()) return { type: 'imagefolder', folder: resolve(folder) };
  throw new AugmixError('DATA_MISSING', 'this is a file', {
    file: folder,
    expected: 'a folder of class folders',
  });
}
