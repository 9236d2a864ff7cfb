import { ConfigError, keyedStream, permutation, type ResolvedRunConfig } from '@augmix/core';

/** Records of the training split by their use, each list in ascending order. */
export interface RecordSplit {
  train: Uint32Array;
  validation: Uint32Array;
}

/**
 * Cuts a validation part off the training records. The choice depends on the validation seed alone, so that runs with
 * other seeds are judged on the same images.
 *
 * @throws AugmixError `CONFIG_INVALID_VALUE` when nothing would be left, or `trainImages` asks for more than there are.
 * @example
 * ```ts
 * import { splitRecords } from '@augmix/trainer';
 * const { train, validation } = splitRecords(10, { validation: 3, trainImages: 5 });
 * [train.length, validation.length]; // => [5, 3]
 * ```
 */
export function splitRecords(
  length: number,
  { validation, trainImages }: Pick<ResolvedRunConfig, 'validation' | 'trainImages'>,
): RecordSplit {
  const { count, seed } = typeof validation === 'number' ? { count: validation, seed: 0 } : validation;
  const left = length - count;
  if (left < 1) {
    throw new ConfigError(
      'CONFIG_INVALID_VALUE',
      `${count} validation images leave nothing to train on`,
      { expected: `fewer than ${length}` },
      ['validation'],
    );
  }
  if (trainImages !== undefined && trainImages > left) {
    throw new ConfigError(
      'CONFIG_INVALID_VALUE',
      `there are ${left} training images`,
      { expected: `at most ${left}` },
      ['trainImages'],
    );
  }
  // Index 1 keeps this stream apart from the one that shuffles epoch 0.
  const order = permutation(keyedStream({ seed, purpose: 'order', index: 1 }), length);
  return {
    validation: order.slice(0, count).sort(),
    train: order.slice(count, count + (trainImages ?? left)).sort(),
  };
}

/**
 * The records of an epoch in the order in which they are trained on.
 *
 * @example
 * ```ts
 * import { shuffleRecords } from '@augmix/trainer';
 * const order = shuffleRecords(Uint32Array.of(3, 5, 8), 1, 0);
 * [...order].sort(); // => [3, 5, 8]
 * ```
 */
export function shuffleRecords(records: Uint32Array, seed: number, epoch: number): Uint32Array {
  return permutation(keyedStream({ seed, purpose: 'order', epoch }), records.length).map(
    (place) => records[place],
  );
}
