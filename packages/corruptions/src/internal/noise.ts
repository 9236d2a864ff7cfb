import { streamFrom, type RandomStream, type WordSource } from '@augmix/core';

/** A whole number below 2⁵³ from which a field of noise is drawn, so that parameters stay small. */
export function drawSeed(stream: RandomStream): number {
  return stream.random() * 2 ** 53;
}

/** The seed of a second field, drawn from the first, for corruptions that need more than one. */
export function anotherSeed(seed: number): number {
  return drawSeed(noiseStream(seed));
}

// sfc32 (Chris Doty-Humphrey, PractRand): fields take hundreds of thousands of words, and this costs a few additions each.
class FieldWords implements WordSource {
  #a: number;
  #b: number;
  #c = 0;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed >>> 0;
    this.#b = Math.floor(seed / 0x100000000) >>> 0;
    for (let round = 0; round < 15; round++) this.uint32();
  }

  uint32(): number {
    const word = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + word;
    return word >>> 0;
  }
}

/** The random stream that a seed from {@link drawSeed} stands for. */
export function noiseStream(seed: number): RandomStream {
  return streamFrom(new FieldWords(seed));
}

/** Standard normal noise. */
export function normalField(length: number, seed: number): Float64Array {
  const stream = noiseStream(seed);
  const field = new Float64Array(length);
  for (let index = 0; index < length; index++) field[index] = stream.normal();
  return field;
}

/** Uniform noise in [0, 1). */
export function uniformField(length: number, seed: number): Float64Array {
  const stream = noiseStream(seed);
  const field = new Float64Array(length);
  for (let index = 0; index < length; index++) field[index] = stream.random();
  return field;
}

/** Whole numbers from `low` to `high − 1`, every one equally likely. */
export function integerField(length: number, low: number, high: number, seed: number): Float64Array {
  const stream = noiseStream(seed);
  const field = new Float64Array(length);
  for (let index = 0; index < length; index++) field[index] = stream.integer(low, high);
  return field;
}
