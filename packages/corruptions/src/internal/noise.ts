import { streamFrom, type RandomStream } from '@augmix/core';
import { FieldWords } from './field-words.js';
import { fillNormal } from './ziggurat.js';

/** A whole number below 2⁵³ from which a field of noise is drawn, so that parameters stay small. */
export function drawSeed(stream: RandomStream): number {
  return stream.random() * 2 ** 53;
}

/** The seed of a second field, drawn from the first, for corruptions that need more than one. */
export function anotherSeed(seed: number): number {
  return drawSeed(streamFrom(new FieldWords(seed)));
}

/** Standard normal noise. */
export function normalField(length: number, seed: number): Float64Array {
  return fillNormal(new Float64Array(length), new FieldWords(seed));
}

/** Uniform noise in [0, 1), in steps of 2⁻³². */
export function uniformField(length: number, seed: number): Float64Array {
  const words = new FieldWords(seed);
  const field = new Float64Array(length);
  for (let index = 0; index < length; index++) field[index] = words.uint32() / 0x100000000;
  return field;
}

/** Whole numbers from `low` to `high − 1`, equally likely but for 2⁻³² times their number. */
export function integerField(length: number, low: number, high: number, seed: number): Float64Array {
  const words = new FieldWords(seed);
  const field = new Float64Array(length);
  const step = (high - low) / 0x100000000;
  for (let index = 0; index < length; index++) field[index] = low + Math.floor(words.uint32() * step);
  return field;
}
