import { AugmixError } from '../errors.js';
import { PhiloxSource } from './philox.js';
import { streamFrom, type RandomStream } from './random-stream.js';

/**
 * What a stream is for; streams of different purposes never share numbers. The order is part of the format.
 *
 * @example
 * ```ts
 * import { streamPurposes } from '@augmix/core';
 * streamPurposes.indexOf('view'); // => 2
 * ```
 */
export const streamPurposes = ['order', 'base', 'view', 'batch', 'layer', 'corruption'] as const;

/** One of {@link streamPurposes}: shuffling, transforms, views, batch mixing, layers (weights, dropout), corruptions. */
export type StreamPurpose = (typeof streamPurposes)[number];

/** The name of a stream. Equal keys give equal numbers, on any thread, in any order. */
export interface StreamKey {
  /** A whole number, 0 … 2⁵³ − 1. */
  seed: number;
  purpose: StreamPurpose;
  /** 0 … 2³² − 1. */
  epoch?: number;
  /** Index of the record in its data set, or of the layer; 0 … 2³² − 1. */
  index?: number;
  /** Which of a record's views; 0 … 65 535. */
  view?: number;
}

function checkWord(name: string, value: number, limit: number): void {
  if (!Number.isInteger(value) || value < 0 || value > limit) {
    throw new AugmixError('INVALID_ARGUMENT', `stream ${name} is ${value}`, {
      path: name,
      expected: `a whole number from 0 to ${limit}`,
    });
  }
}

/**
 * The default random stream: Philox4x32-10 with key `[seed mod 2³², ⌊seed / 2³²⌋]` and counter
 * `[block, index, epoch, purpose · 2¹⁶ + view]`, where `purpose` is its place in {@link streamPurposes}.
 * What an image gets therefore depends on its own key alone, not on batch size, workers or order.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a part of the key is out of range.
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * const stream = keyedStream({ seed: 1, purpose: 'view', epoch: 2, index: 3, view: 1 });
 * stream.uint32(); // => 1712789492
 * ```
 */
export function keyedStream({ seed, purpose, epoch = 0, index = 0, view = 0 }: StreamKey): RandomStream {
  const purposeNumber = streamPurposes.indexOf(purpose);
  if (purposeNumber < 0) {
    const expected = `one of ${streamPurposes.join(', ')}`;
    throw new AugmixError('INVALID_ARGUMENT', `stream purpose is ${purpose as string}`, {
      path: 'purpose',
      expected,
    });
  }
  checkWord('seed', seed, Number.MAX_SAFE_INTEGER);
  checkWord('epoch', epoch, 0xffffffff);
  checkWord('index', index, 0xffffffff);
  checkWord('view', view, 0xffff);
  const key = [seed >>> 0, Math.floor(seed / 0x100000000)] as const;
  const last = purposeNumber * 0x10000 + view;
  return streamFrom(new PhiloxSource(key, [index, epoch, last]));
}

/**
 * The whole numbers 0 … count − 1 in random order (Fisher–Yates).
 *
 * @example
 * ```ts
 * import { keyedStream, permutation } from '@augmix/core';
 * [...permutation(keyedStream({ seed: 1, purpose: 'order' }), 5)].sort().join(); // => '0,1,2,3,4'
 * ```
 */
export function permutation(stream: RandomStream, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = stream.integer(0, last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
