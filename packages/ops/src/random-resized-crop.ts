import type { Image, RandomStream, Size } from '@augmix/core';
import { requireInteger } from './internal/argument.js';
import { resample, wholeOf, type Region } from './internal/resample.js';
import { roundHalfEven } from './internal/round-half-even.js';
import { sizedOutput } from './internal/sized-output.js';
import type { TransformOp } from './op-types.js';

/**
 * The piece of the image, which starts at `x` and `y` and has `cropWidth` × `cropHeight` pixels, and the size that it gets.
 *
 * @example
 * ```ts
 * import type { RandomResizedCropArgs } from '@augmix/ops';
 * const args: RandomResizedCropArgs = { x: 12, y: 0, cropWidth: 150, cropHeight: 128, width: 64, height: 64 };
 * ```
 */
export interface RandomResizedCropArgs extends Size {
  x: number;
  y: number;
  cropWidth: number;
  cropHeight: number;
}

/**
 * `size` of the result: the side of a square, or `width` and `height` (default 224); `scale`, the smallest and largest
 * share of the area (default 0.08 and 1); `ratio`, the smallest and largest width ÷ height (default 3/4 and 4/3).
 *
 * @example
 * ```ts
 * import { randomResizedCropOp, type RandomResizedCropOptions } from '@augmix/ops';
 * const options: RandomResizedCropOptions = { size: 64, scale: [0.25, 1] };
 * randomResizedCropOp(options).name; // => 'random_resized_crop'
 * ```
 */
export interface RandomResizedCropOptions {
  size?: number | Size;
  scale?: readonly [number, number];
  ratio?: readonly [number, number];
}

/**
 * Cuts out a piece and resizes it: the bytes are those of the piece resized on its own.
 *
 * @param image any size, any number of channels
 * @param args the piece, all of it inside the image, and `width` and `height` of the result
 * @param out written to and returned when given; of the resulting size
 * @throws AugmixError `INVALID_ARGUMENT` when the piece does not lie inside the image, a side is not a whole number above
 * 0, or `out` does not fit.
 * @see `RandomResizedCrop` of torchvision; `Image.resize` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { randomResizedCrop } from '@augmix/ops';
 * const image = createImage(4, 1, 1, Uint8Array.of(0, 40, 80, 120));
 * const args = { x: 1, y: 0, cropWidth: 2, cropHeight: 1, width: 4, height: 1 };
 * [...randomResizedCrop(image, args).data]; // => [40, 50, 70, 80]
 * ```
 */
export function randomResizedCrop(image: Image, args: RandomResizedCropArgs, out?: Image): Image {
  const name = 'random_resized_crop';
  const { x, y, cropWidth, cropHeight, width, height } = args;
  requireInteger(name, 'cropWidth', cropWidth, 1, image.width);
  requireInteger(name, 'cropHeight', cropHeight, 1, image.height);
  requireInteger(name, 'x', x, 0, image.width - cropWidth);
  requireInteger(name, 'y', y, 0, image.height - cropHeight);
  requireInteger(name, 'width', width, 1, Number.MAX_SAFE_INTEGER);
  requireInteger(name, 'height', height, 1, Number.MAX_SAFE_INTEGER);
  const target = sizedOutput(name, image, { width, height }, out);
  resample(image, { x, y, width: cropWidth, height: cropHeight }, target, wholeOf(target), target);
  return target;
}

const attempts = 10;

/**
 * {@link randomResizedCrop} as a random transform: share of the area and logarithm of the ratio are uniform.
 *
 * It draws share and ratio until the piece fits into the image, ten times at most, then the piece's row and its column. When
 * no piece fitted it takes the largest one in the middle that has an allowed ratio, and draws nothing more.
 *
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { randomResizedCropOp } from '@augmix/ops';
 * const stream = keyedStream({ seed: 1, purpose: 'base' });
 * const { width, height } = randomResizedCropOp({ size: 64 }).sample(stream, { width: 500, height: 375 });
 * [width, height]; // => [64, 64]
 * ```
 */
export function randomResizedCropOp({
  size = 224,
  scale = [0.08, 1],
  ratio = [3 / 4, 4 / 3],
}: RandomResizedCropOptions = {}): TransformOp<RandomResizedCropArgs> {
  const { width, height } = typeof size === 'number' ? { width: size, height: size } : size;
  return {
    name: 'random_resized_crop',
    sample: (stream, inputSize) => {
      const region = drawRegion(stream, inputSize, scale, ratio) ?? middleRegion(inputSize, ratio);
      return { x: region.x, y: region.y, cropWidth: region.width, cropHeight: region.height, width, height };
    },
    outputSize: (_size, args) => ({ width: args.width, height: args.height }),
    apply: randomResizedCrop,
  };
}

function drawRegion(
  stream: RandomStream,
  size: Size,
  scale: readonly [number, number],
  ratio: readonly [number, number],
): Region | undefined {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const area = size.width * size.height * stream.uniform(...scale);
    const aspect = Math.exp(stream.uniform(Math.log(ratio[0]), Math.log(ratio[1])));
    const width = roundHalfEven(Math.sqrt(area * aspect));
    const height = roundHalfEven(Math.sqrt(area / aspect));
    if (width < 1 || width > size.width || height < 1 || height > size.height) continue;
    const y = stream.integer(0, size.height - height + 1);
    const x = stream.integer(0, size.width - width + 1);
    return { x, y, width, height };
  }
  return undefined;
}

function middleRegion(size: Size, [narrowest, widest]: readonly [number, number]): Region {
  const aspect = size.width / size.height;
  let { width, height } = size;
  if (aspect < narrowest) height = roundHalfEven(width / narrowest);
  else if (aspect > widest) width = roundHalfEven(height * widest);
  const x = Math.floor((size.width - width) / 2);
  const y = Math.floor((size.height - height) / 2);
  return { x, y, width, height };
}
