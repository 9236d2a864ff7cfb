import { AugmixError } from '@augmix/core';
import { checkLogits } from './internal/check-batch.js';
import { logSumExp } from './internal/softmax.js';

const { exp, log, max } = Math;

/**
 * The prediction of an ensemble: the logarithm of the mean of its members' softmax probabilities, which is judged like
 * logits. Computed in float64 and safe from overflow; −∞ where every member rules a class out.
 *
 * @param listOfLogits - one `[count, classes]` for each member, of the same images
 * @throws AugmixError `LOGITS_INVALID` for logits that are not numbers or members of other sizes, `INVALID_ARGUMENT` for no
 * members
 * @example
 * ```ts
 * import { averageProbabilities } from '@augmix/metrics';
 * const logits = averageProbabilities([Float32Array.of(0, 0), Float32Array.of(Math.log(3), 0)], 2);
 * Array.from(logits, (logit) => Math.exp(logit).toFixed(3)); // => ['0.625', '0.375']
 * ```
 */
export function averageProbabilities(listOfLogits: readonly Float32Array[], classes: number): Float32Array {
  const [first] = listOfLogits;
  if (!first) throw new AugmixError('INVALID_ARGUMENT', 'an ensemble has at least one member');
  listOfLogits.forEach((logits, member) => {
    const path = `listOfLogits[${member}]`;
    checkLogits(logits, classes, path);
    if (logits.length === first.length) return;
    throw new AugmixError('LOGITS_INVALID', `${logits.length / classes} rows`, {
      path,
      expected: `${first.length / classes}, as many as the first member has`,
    });
  });
  const result = new Float32Array(first.length);
  const sums = new Float64Array(listOfLogits.length);
  for (let start = 0; start < first.length; start += classes) {
    listOfLogits.forEach((logits, member) => (sums[member] = logSumExp(logits, start, classes)));
    for (let place = start; place < start + classes; place++) {
      // Taken out of the sum, so that probabilities too small for a number keep their logarithm.
      let largest = -Infinity;
      for (let member = 0; member < sums.length; member++) {
        largest = max(largest, listOfLogits[member][place] - sums[member]);
      }
      let mean = 0;
      for (let member = 0; member < sums.length; member++) {
        mean += exp(listOfLogits[member][place] - sums[member] - largest) / sums.length;
      }
      result[place] = largest === -Infinity ? -Infinity : log(mean) + largest;
    }
  }
  return result;
}
