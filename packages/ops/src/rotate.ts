import type { Image } from '@augmix/core';
import { opKernels } from '@augmix/kernels';
import type { GeometricOptions } from './geometric-options.js';
import { transformAffine, type AffineMatrix } from './internal/affine.js';
import { requireFinite } from './internal/argument.js';
import { withDefaults } from './internal/geometric-defaults.js';
import type { Kernel } from './internal/kernel.js';
import { packFill } from './internal/kernel-fill.js';
import { drawLevel, drawSign, integerParameter } from './internal/level.js';
import type { ChainOp } from './op-types.js';

/**
 * Degrees, positive is counter-clockwise, with fill and interpolation.
 *
 * @example
 * ```ts
 * import type { RotateArgs } from '@augmix/ops';
 * const args: RotateArgs = { degrees: -5, fill: 0, interpolation: 'bilinear' };
 * ```
 */
export interface RotateArgs extends GeometricOptions {
  degrees: number;
}

/** Sine and cosine from which on the kernel's arithmetic is known to be exact: a twentieth of a degree. */
const leastSlope = 2 ** -10;

const kernel: Kernel<RotateArgs> = ({ degrees, fill, interpolation = 'bilinear' }, shape, parameters) => {
  const colour = packFill(fill, shape.channels);
  if (interpolation !== 'bilinear' || colour === undefined || !Number.isFinite(degrees)) return undefined;
  if (degrees % 360 === 0) return opKernels.none;
  const matrix = rotation(degrees, shape.width, shape.height);
  if (matrix[0] < leastSlope || Math.abs(matrix[1]) < leastSlope) return undefined;
  for (let index = 0; index < 6; index++) parameters[index] = matrix[index];
  parameters[6] = colour;
  return opKernels.rotate;
};

/**
 * Rotates the image about its centre; the size stays, corners are cut off.
 *
 * @param image any size, any number of channels
 * @param args `degrees`, counter-clockwise; `fill` (default 0) and `interpolation` (default `bilinear`)
 * @param out written to and returned when given; same shape as `image`
 * @throws AugmixError `INVALID_ARGUMENT` when `degrees` is not finite, or `fill` or `out` does not fit.
 * @see `Image.rotate` of Pillow
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { rotate } from '@augmix/ops';
 * const image = createImage(2, 2, 1, Uint8Array.of(1, 2, 3, 4));
 * [...rotate(image, { degrees: 90 }).data]; // => [2, 4, 1, 3]
 * ```
 */
export function rotate(image: Image, args: RotateArgs, out?: Image): Image {
  requireFinite('rotate', 'degrees', args.degrees);
  return transformAffine(
    'rotate',
    image,
    rotation(args.degrees, image.width, image.height),
    args,
    out,
    kernel,
  );
}

/** Quarter turns need no path of their own: with sine and cosine rounded they land on pixel centres. */
function rotation(degrees: number, width: number, height: number): AffineMatrix {
  const { cosine, sine } = directionOf(degrees);
  const centreX = width / 2;
  const centreY = height / 2;
  return [
    cosine,
    sine,
    cosine * -centreX + sine * -centreY + 0 + centreX,
    -sine,
    cosine,
    -sine * -centreX + cosine * -centreY + 0 + centreY,
  ];
}

interface Direction {
  cosine: number;
  sine: number;
}

// Chains turn by few different angles, and rounding to decimals takes longer than turning a small image.
const directions = new Map<number, Direction>();
const mostDirections = 1000;

function directionOf(degrees: number): Direction {
  let direction = directions.get(degrees);
  if (!direction) {
    const turn = degrees % 360;
    const radians = -(turn < 0 ? turn + 360 : turn) * (Math.PI / 180);
    direction = {
      cosine: roundTo15Decimals(Math.cos(radians)),
      sine: roundTo15Decimals(Math.sin(radians)),
    };
    if (directions.size >= mostDirections) directions.clear();
    directions.set(degrees, direction);
  }
  return direction;
}

function roundTo15Decimals(value: number): number {
  return Number(value.toFixed(15));
}

/**
 * {@link rotate} as an op for AugMix chains: ±⌊level · 30 / 10⌋ degrees.
 *
 * @param options `fill` (default 0) and `interpolation` (default `bilinear`)
 * @example
 * ```ts
 * import { rotateOp } from '@augmix/ops';
 * rotateOp().identity; // => { degrees: 0, fill: 0, interpolation: 'bilinear' }
 * ```
 */
export function rotateOp(options: GeometricOptions = {}): ChainOp<RotateArgs> {
  const { fill, interpolation } = withDefaults(options);
  return {
    name: 'rotate',
    identity: { degrees: 0, fill, interpolation },
    fromSeverity: (stream, severity) => {
      const degrees = integerParameter(drawLevel(stream, severity), 30);
      return { degrees: drawSign(stream, degrees), fill, interpolation };
    },
    kernel,
    apply: rotate,
  };
}
