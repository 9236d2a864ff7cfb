import { AugmixError, type Corruption, type Fields, type Image, type Size } from '@augmix/core';
import { fieldOr, requireArgument, requireRgb } from './internal/argument.js';
import { frostOnKernels } from './internal/fast/weather.js';
import { frostMapSize, frostTexture } from './internal/frost-texture.js';
import { linearResize } from './internal/linear-resize.js';
import { drawSeed } from './internal/noise.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';
import type { PresetSettings } from './preset.js';

type Row = readonly [imageWeight: number, frostWeight: number];
const imagenet = [
  [1, 0.4],
  [0.8, 0.6],
  [0.7, 0.7],
  [0.65, 0.7],
  [0.6, 0.75],
] as const;
const table: SeverityTable<Row> = {
  cifar: [
    [1, 0.2],
    [1, 0.3],
    [0.9, 0.4],
    [0.85, 0.4],
    [0.75, 0.45],
  ],
  tiny: [
    [1, 0.3],
    [0.9, 0.4],
    [0.8, 0.45],
    [0.75, 0.5],
    [0.7, 0.55],
  ],
  imagenet,
  inception: imagenet,
};
const textureScales = { cifar: 0.2, tiny: 0.3, imagenet: 1, inception: 1 };

/**
 * Where the frost comes from: computed from a `seed`, or the part of the texture number `index` whose upper left corner
 * is at `left`, `top`.
 *
 * @example
 * ```ts
 * import type { FrostTexture } from '@augmix/corruptions';
 * const computed: FrostTexture = { seed: 1 };
 * const photograph: FrostTexture = { index: 2, left: 10, top: 0 };
 * ```
 */
export type FrostTexture = { seed: number } | { index: number; left: number; top: number };

/**
 * Parameters of {@link frost}.
 *
 * @example
 * ```ts
 * import type { FrostParams } from '@augmix/corruptions';
 * const params: FrostParams = { imageWeight: 0.8, frostWeight: 0.6, texture: { seed: 1 } };
 * ```
 */
export interface FrostParams {
  /** What the image is multiplied by. */
  imageWeight: number;
  /** What the frost is multiplied by before it is added. */
  frostWeight: number;
  texture: FrostTexture;
}

/**
 * What {@link frostCorruption} is made with.
 *
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import type { FrostSettings } from '@augmix/corruptions';
 * const settings: FrostSettings = { preset: 'cifar', textures: [createImage(560, 315, 3)] };
 * ```
 */
export interface FrostSettings extends PresetSettings {
  /**
   * RGB photographs of frost in their own size, such as the five of the benchmark; they are reduced as the preset does
   * (to a fifth for `cifar`, to three tenths for `tiny`). Without them the frost is computed.
   */
  textures?: readonly Image[];
}

/**
 * Frost: a weighted sum of the image and a texture of ice, cut off at white.
 *
 * **Not comparable with the benchmark unless its photographs are given as textures**: the default texture is computed.
 * With textures it is byte for byte the benchmark's. The benchmark draws from the first five of its six photographs.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `frost`.
 *
 * @param fields `frost`: levels 0 … 255 of the ice to use instead of a texture, one per value of the image
 * @param textures what `params.texture.index` counts, reduced already; only for parameters with an index
 * @throws AugmixError `IMAGE_UNSUPPORTED` unless the image has 3 channels; `INVALID_ARGUMENT` when the texture is not
 * there or too small, or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { frost } from '@augmix/corruptions';
 * const image = createImage(1, 1, 3, Uint8Array.of(100, 100, 200));
 * const params = { imageWeight: 0.8, frostWeight: 0.6, texture: { seed: 1 } };
 * const ice = Float64Array.of(100, 120, 250);
 * frost(image, params, { frost: ice }).data.join(' '); // => '140 152 255'
 * ```
 */
export function frost(
  image: Image,
  { imageWeight, frostWeight, texture }: FrostParams,
  fields?: Fields,
  textures: readonly Image[] = [],
): Image {
  requireRgb('frost', image);
  if (!fields && 'seed' in texture) {
    const fast = frostOnKernels(image, imageWeight, frostWeight, texture.seed, frostMapSize(image));
    if (fast) return fast;
  }
  const ice = fieldOr(fields, 'frost', image.data.length, () =>
    'seed' in texture ? frostTexture(image, texture.seed) : cutTexture(image, texture, textures),
  );
  const data = new Uint8Array(image.data.length);
  for (let index = 0; index < data.length; index++) {
    const value = imageWeight * image.data[index] + frostWeight * ice[index];
    data[index] = Math.min(Math.max(value, 0), 255);
  }
  return { ...image, data };
}

function cutTexture(
  { width, height }: Size,
  { index, left, top }: { index: number; left: number; top: number },
  textures: readonly Image[],
): Float64Array {
  const texture = textures[index];
  requireArgument(texture !== undefined, 'texture.index', index, `one of ${textures.length} textures`);
  const isInside = left >= 0 && top >= 0 && left + width <= texture.width && top + height <= texture.height;
  const room = `a corner of ${width}×${height} pixels inside ${texture.width}×${texture.height}`;
  requireArgument(isInside, 'texture', `at ${left}, ${top}`, room);
  const part = new Float64Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const start = 3 * ((top + y) * texture.width + left);
    part.set(texture.data.subarray(start, start + 3 * width), 3 * y * width);
  }
  return part;
}

/**
 * Makes the corruption `frost`, if wanted with the benchmark's photographs; without them it is what
 * `createCorruption('frost', …)` makes.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when the preset is unknown; `IMAGE_UNSUPPORTED` when a texture is not RGB, or,
 * from `sample`, when the drawn texture is not larger than the image.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { corruptionStream, frostCorruption } from '@augmix/corruptions';
 * const photographs = [createImage(560, 315, 3)];
 * const corruption = frostCorruption({ preset: 'cifar', textures: photographs });
 * const stream = corruptionStream({ seed: 1, corruption: 'frost', severity: 1, index: 0 });
 * const params = corruption.sample(stream, 1, { width: 32, height: 32 });
 * 'index' in params.texture; // => true
 * ```
 */
export function frostCorruption({ preset, textures = [] }: FrostSettings): Corruption<FrostParams> {
  textures.forEach((texture) => requireRgb('frost', texture));
  const scale = textureScales[preset];
  const reduced = scale === 1 ? textures : textures.map((texture) => linearResize(texture, scale));
  return tabled(
    table,
    ([imageWeight, frostWeight], stream, { width, height }): FrostParams => {
      if (reduced.length === 0) return { imageWeight, frostWeight, texture: { seed: drawSeed(stream) } };
      const index = stream.integer(0, reduced.length);
      const room = { width: reduced[index].width - width, height: reduced[index].height - height };
      if (room.width < 1 || room.height < 1) {
        throw new AugmixError(
          'IMAGE_UNSUPPORTED',
          `an image of ${width}×${height} pixels has no room in texture ${index}`,
          {
            expected: `less than ${reduced[index].width}×${reduced[index].height}`,
          },
        );
      }
      const top = stream.integer(0, room.height);
      const left = stream.integer(0, room.width);
      return { imageWeight, frostWeight, texture: { index, left, top } };
    },
    (image, params, fields) => frost(image, params, fields, reduced),
  )({ preset });
}
