import type { RandomStream } from '@augmix/core';

// How the reference implementation turns a severity into arguments (`augmentations.py`). The order of the
// floating-point operations is part of it: another order gives another last bit, and at a whole number another integer.

/** The largest level; a level is a share of it. */
const maxLevel = 10;

/** A fresh level, uniform in [0.1, severity). */
export function drawLevel(stream: RandomStream, severity: number): number {
  return stream.uniform(0.1, severity);
}

/** `maximum` scaled by the level, truncated towards zero. */
export function integerParameter(level: number, maximum: number): number {
  return Math.trunc((level * maximum) / maxLevel);
}

/** `maximum` scaled by the level. */
export function floatParameter(level: number, maximum: number): number {
  return (level * maximum) / maxLevel;
}

/** The value or its negative, equally likely; never −0, which JSON would not keep. */
export function drawSign(stream: RandomStream, value: number): number {
  return stream.random() > 0.5 ? 0 - value : value;
}

/** The factor of the four enhancing ops, 0.118 … 1.9. */
export function drawFactor(stream: RandomStream, severity: number): number {
  return floatParameter(drawLevel(stream, severity), 1.8) + 0.1;
}
