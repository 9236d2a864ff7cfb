import {
  isAugmixError,
  type AnyPlugin,
  type Corruption,
  type Image,
  type Registry,
  type Severity,
} from '@augmix/core';
import { corruptionStream, frostCorruption, jpegCompression, type Preset } from '@augmix/corruptions';
import { takesOption } from '../takes-option.js';
import { frostPhotographs } from './frost-photographs.js';

/** How images are corrupted; plain JSON, so that worker threads can be told. */
export interface CorrupterSpec {
  corruptions: readonly string[];
  preset: Preset;
  seed: number;
  /** Quality of a JPEG stage after each corruption. */
  jpegQuality?: number;
  /** Where `frost` gets its ice from. */
  frost: FrostSource;
}

/** The photographs of the benchmark, or a computed texture, which is not comparable with it. */
export type FrostSource = 'photographs' | 'computed';

/** Which corruption an image gets. Equal keys give equal results, whatever is made before or beside it. */
export interface CorruptKey {
  corruption: string;
  severity: Severity;
  /** Index of the image among those that are corrupted. */
  index: number;
}

/** Corrupts an image. */
export type Corrupter = (image: Image, key: CorruptKey) => Image;

/** Creates the corruptions of a spec. */
export async function createCorrupter(
  registry: Registry<AnyPlugin>,
  spec: CorrupterSpec,
): Promise<Corrupter> {
  const { preset, seed, jpegQuality } = spec;
  const corruptions = new Map<string, Corruption>();
  for (const type of spec.corruptions) {
    if (type === 'frost' && spec.frost === 'photographs') {
      corruptions.set(type, frostCorruption({ preset, textures: await frostPhotographs() }));
      continue;
    }
    const options = takesOption(registry, 'corruption', type, 'preset') ? { preset } : {};
    corruptions.set(type, await registry.create('corruption', { type, ...options }));
  }
  return (image, { corruption: name, severity, index }) => {
    const corruption = corruptions.get(name)!;
    try {
      const params: unknown = corruption.sample(
        corruptionStream({
          seed,
          corruption: name,
          severity,
          index,
        }),
        severity,
        image,
      );
      const corrupted = corruption.apply(image, params);
      return jpegQuality === undefined ? corrupted : jpegCompression(corrupted, { quality: jpegQuality });
    } catch (error) {
      if (!isAugmixError(error)) throw error;
      const isPhotograph = name === 'frost' && spec.frost === 'photographs';
      const suggestion = isPhotograph ? 'images of every size take --frost computed' : undefined;
      throw error.at({ path: name, suggestion });
    }
  };
}
