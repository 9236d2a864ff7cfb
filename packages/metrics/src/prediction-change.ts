import { AugmixError } from '@augmix/core';
import { checkLogits } from './internal/check-batch.js';
import { argmax } from './internal/softmax.js';

/**
 * The predicted class of each row: the place of its largest logit, the first of equal ones.
 *
 * `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` for a NaN logit or a length that is not a multiple of `classes`.
 *
 * @example
 * ```ts
 * import { predictedClasses } from '@augmix/metrics';
 * [...predictedClasses(Float32Array.of(0, 2, 1, 5, 4, 4), 3)]; // => [1, 0]
 * ```
 */
export function predictedClasses(logits: Float32Array, classes: number): Uint32Array {
  return argmaxRows(logits, classes, checkLogits(logits, classes));
}

function argmaxRows(logits: Float32Array, classes: number, rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => argmax(logits, row * classes, classes));
}

/**
 * The share of rows, in %, whose predicted class differs between two sets of logits of the same images, for example
 * clean and augmented. Both are `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` for a NaN logit, different lengths, or no rows.
 *
 * @example
 * ```ts
 * import { predictionChange } from '@augmix/metrics';
 * predictionChange(Float32Array.of(1, 0, 1, 0), Float32Array.of(3, 0, 0, 3), 2); // => 50
 * ```
 */
export function predictionChange(logitsA: Float32Array, logitsB: Float32Array, classes: number): number {
  const rows = checkLogits(logitsA, classes, 'logitsA');
  if (checkLogits(logitsB, classes, 'logitsB') !== rows || rows === 0) {
    throw new AugmixError('LOGITS_INVALID', `${logitsA.length} and ${logitsB.length} logits`, {
      path: 'logitsB',
      expected: 'as many as in logitsA, and at least one row',
    });
  }
  const before = argmaxRows(logitsA, classes, rows);
  const after = argmaxRows(logitsB, classes, rows);
  return (100 * before.filter((label, row) => label !== after[row]).length) / rows;
}
