import type { Size } from '@augmix/core';
import type { Preset } from '@augmix/corruptions';

/** The benchmark whose images are nearest in size. */
export function presetOfSize({ width, height }: Size): Preset {
  const side = Math.max(width, height);
  if (side <= 32) return 'cifar';
  if (side <= 64) return 'tiny';
  return side >= 299 ? 'inception' : 'imagenet';
}
