import type { WordSource } from './random-stream.js';

// Constants of Philox4x32 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;
const rounds = 10;

/** Four 32-bit words. */
export type PhiloxCounter = readonly [number, number, number, number];
/** Two 32-bit words. */
export type PhiloxKey = readonly [number, number];

// Looked up once: a global costs dearly where code runs in a context of its own, as tests do.
const { imul } = Math;

// The upper 32 bits of a 32 × 32-bit product, from 16-bit halves of both; sums wrap at 2³², as they may.
function multiplyHigh(aLow: number, aHigh: number, b: number): number {
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (imul(aHigh, bLow) + (imul(aLow, bLow) >>> 16)) | 0;
  const carry = ((middle & 0xffff) + imul(aLow, bHigh)) | 0;
  return (imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

// Numbers are kept as signed 32-bit integers, which engines compute with directly; storing them makes them unsigned.
function encrypt(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  block: Uint32Array,
): void {
  for (let round = 0; round < rounds; round++) {
    const high0 = multiplyHigh(multiplier0 & 0xffff, multiplier0 >>> 16, c0);
    const high1 = multiplyHigh(multiplier1 & 0xffff, multiplier1 >>> 16, c2);
    const low0 = imul(multiplier0, c0);
    const low1 = imul(multiplier1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + weyl0) | 0;
    k1 = (k1 + weyl1) | 0;
  }
  block[0] = c0;
  block[1] = c1;
  block[2] = c2;
  block[3] = c3;
}

/**
 * Philox4x32-10: a keyed bijection of 128-bit counters whose outputs are random numbers. The output for a counter
 * needs nothing but the counter, so a stream can start anywhere.
 *
 * @example
 * ```ts
 * import { philox4x32 } from '@augmix/core';
 * philox4x32([0, 0, 0, 0], [0, 0]).map((word) => word.toString(16)).join(' '); // => '6627e8d5 e169c58d bc57ac4c 9b00dbd8'
 * ```
 */
export function philox4x32(counter: PhiloxCounter, key: PhiloxKey): [number, number, number, number] {
  const block = new Uint32Array(4);
  encrypt(counter[0] | 0, counter[1] | 0, counter[2] | 0, counter[3] | 0, key[0] | 0, key[1] | 0, block);
  return [block[0], block[1], block[2], block[3]];
}

/** The words of successive counters: the first counter word counts the blocks of four. */
export class PhiloxSource implements WordSource {
  readonly #key: PhiloxKey;
  readonly #tail: readonly [number, number, number];
  readonly #block = new Uint32Array(4);
  #blockIndex = 0;
  #used = 4;

  constructor(key: PhiloxKey, tail: readonly [number, number, number]) {
    this.#key = key;
    this.#tail = tail;
  }

  uint32(): number {
    if (this.#used === 4) this.#renew();
    return this.#block[this.#used++];
  }

  #renew(): void {
    const [c1, c2, c3] = this.#tail;
    const [k0, k1] = this.#key;
    encrypt(this.#blockIndex, c1 | 0, c2 | 0, c3 | 0, k0 | 0, k1 | 0, this.#block);
    this.#blockIndex = (this.#blockIndex + 1) | 0;
    this.#used = 0;
  }
}
