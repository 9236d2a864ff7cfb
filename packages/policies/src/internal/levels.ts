import type { Size } from '@augmix/core';
import type { PolicyOp } from '../policy-op.js';

/** 1, or −1 for the op in the other direction. */
export type Sign = 1 | -1;

/** How a level becomes the argument of an op. */
export interface Levels {
  /** Ops whose direction is drawn. */
  readonly signed: ReadonlySet<PolicyOp>;
  /** The final argument: degrees, pixels, factor, bits or threshold. */
  argument(op: PolicyOp, level: number, sign: Sign, size: Size): number;
}

/** Largest magnitudes of the ops. */
interface Ranges {
  shear: number;
  /** In pixels, of a side of this length. */
  translate(length: number): number;
  degrees: number;
  /** Distance of the factors of color, contrast, brightness and sharpness from 1. */
  enhance: number;
  /** Bits that posterize takes away. */
  posterize: number;
}

const usual: Ranges = {
  shear: 0.3,
  translate: (length) => (150 / 331) * length,
  degrees: 30,
  enhance: 0.9,
  posterize: 4,
};
const wide: Ranges = { shear: 0.99, translate: () => 32, degrees: 135, enhance: 0.99, posterize: 6 };

const geometric: PolicyOp[] = ['shear_x', 'shear_y', 'translate_x', 'translate_y', 'rotate'];
const enhancing: PolicyOp[] = ['brightness', 'color', 'contrast', 'sharpness'];

// Never −0, which JSON would not keep.
const directed = (sign: Sign, value: number): number => (sign > 0 ? value : 0 - value);

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** One of `bins` numbers from `start` to `end`, in float32 and counted from the nearer end, as `torch.linspace` does it. */
function evenly(start: number, end: number, bins: number, level: number): number {
  const [first, last] = [Math.fround(start), Math.fround(end)];
  const step = Math.fround(Math.fround(last - first) / (bins - 1));
  return Math.fround(level < Math.floor(bins / 2) ? first + step * level : last - step * (bins - 1 - level));
}

/** Levels 0 … bins − 1, spread evenly over ranges, as torchvision has them. */
function evenLevels(bins: number, ranges: Ranges): Levels {
  return {
    signed: new Set([...geometric, ...enhancing]),
    argument(op, level, sign, { width, height }) {
      const upTo = (largest: number): number => evenly(0, largest, bins, level);
      switch (op) {
        case 'shear_x':
        case 'shear_y':
          return directed(sign, upTo(ranges.shear));
        // Torchvision moves the image to the right and down; a positive number of pixels here moves it the other way.
        case 'translate_x':
          return directed(sign > 0 ? -1 : 1, Math.trunc(upTo(ranges.translate(width))));
        case 'translate_y':
          return directed(sign > 0 ? -1 : 1, Math.trunc(upTo(ranges.translate(height))));
        case 'rotate':
          return directed(sign, upTo(ranges.degrees));
        case 'posterize':
          return 8 - roundHalfEven(level / ((bins - 1) / ranges.posterize));
        case 'solarize':
          return evenly(255, 0, bins, level);
        default:
          return 1 + directed(sign, upTo(ranges.enhance));
      }
    },
  };
}

/** AutoAugment's ten levels. */
export const autoaugmentLevels = evenLevels(10, usual);

/** RandAugment's levels. */
export const randAugmentLevels = (bins: number): Levels => evenLevels(bins, usual);

/** TrivialAugment's levels, of its "wide" space. */
export const wideLevels = (bins: number): Levels => evenLevels(bins, wide);

const between = (low: number, high: number, level: number): number => level * (high - low) + low;

/** Shares 0 … 1 of the ranges in `augmentations.py` of kakaobrain/fast-autoaugment. */
export const fastAutoaugmentLevels: Levels = {
  signed: new Set(geometric),
  argument(op, level, sign, { width, height }) {
    switch (op) {
      case 'shear_x':
      case 'shear_y':
        return directed(sign, between(-0.3, 0.3, level));
      case 'translate_x':
        return directed(sign, between(-0.45, 0.45, level)) * width;
      case 'translate_y':
        return directed(sign, between(-0.45, 0.45, level)) * height;
      case 'rotate':
        return directed(sign, between(-30, 30, level));
      case 'posterize':
        return Math.trunc(between(4, 8, level));
      case 'solarize':
        return between(0, 256, level);
      case 'cutout':
        return between(0, 0.2, level) * width;
      default:
        return between(0.1, 1.9, level);
    }
  },
};
