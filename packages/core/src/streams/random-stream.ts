import { AugmixError } from '../errors.js';

/**
 * A source of random numbers, passed as an argument and never ambient. All streams share NumPy's legacy
 * distributions; they differ only in where their 32-bit words come from.
 */
export interface RandomStream {
  /** The next 32 random bits, 0 … 2³² − 1. */
  uint32(): number;
  /** Uniform in [0, 1) with 53 random bits. */
  random(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /**
   * A whole number in [low, high), every one equally likely; the bounds are whole and at most 2³² apart.
   * @throws AugmixError `INVALID_ARGUMENT` for other bounds.
   */
  integer(low: number, high: number): number;
  /** Standard normal. */
  normal(): number;
}

/** What a generator has to supply to become a {@link RandomStream}. */
export interface WordSource {
  /** The next 32 random bits, 0 … 2³² − 1. */
  uint32(): number;
}

/**
 * Turns a generator of 32-bit words into a stream. The arithmetic is that of NumPy's legacy `RandomState`
 * (`random_sample`, `uniform`, `randint` with its masked rejection, polar `gauss`), so a stream over MT19937
 * repeats `np.random` draw for draw.
 *
 * @example
 * ```ts
 * import { streamFrom } from '@augmix/core';
 * const zeros = streamFrom({ uint32: () => 0 });
 * zeros.uniform(2, 5); // => 2
 * zeros.integer(1, 4); // => 1
 * ```
 */
export function streamFrom(source: WordSource): RandomStream {
  return new SourceStream(source);
}

// A power of two: the product is the same number as the quotient.
const twoToMinus53 = 2 ** -53;

class SourceStream implements RandomStream {
  readonly #source: WordSource;
  // The polar method yields two numbers at a time; the second waits here.
  #spareNormal: number | undefined;

  constructor(source: WordSource) {
    this.#source = source;
  }

  uint32(): number {
    return this.#source.uint32();
  }

  random(): number {
    const high = this.#source.uint32() >>> 5;
    const low = this.#source.uint32() >>> 6;
    return (high * 67108864 + low) * twoToMinus53;
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  integer(low: number, high: number): number {
    const range = high - 1 - low;
    if (!Number.isInteger(range) || range < 0 || range > 0xffffffff) {
      throw new AugmixError('INVALID_ARGUMENT', `no whole number can be drawn from [${low}, ${high})`, {
        expected: 'whole bounds, low < high, at most 2³² apart',
      });
    }
    // As NumPy does: one possible value takes no bits from the generator.
    if (range === 0) return low;
    const mask = range >= 0x80000000 ? 0xffffffff : 0xffffffff >>> Math.clz32(range);
    let value: number;
    do value = (this.#source.uint32() & mask) >>> 0;
    while (value > range);
    return low + value;
  }

  normal(): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return spare;
    }
    let x: number, y: number, radius: number;
    do {
      x = 2 * this.random() - 1;
      y = 2 * this.random() - 1;
      radius = x * x + y * y;
    } while (radius >= 1 || radius === 0);
    const factor = Math.sqrt((-2 * Math.log(radius)) / radius);
    this.#spareNormal = factor * x;
    return factor * y;
  }
}
