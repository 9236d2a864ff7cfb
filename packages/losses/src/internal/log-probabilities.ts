import { logSoftmax, maximum, type Tensor2D } from '@tensorflow/tfjs-core';

// A class that is ruled out by a logit of −∞ has probability 0, and 0 · log 0 counts as 0: with a finite stand-in for
// log 0 the product is 0 instead of NaN, without another pass.
const logOfZero = -1e30;

/** log softmax of each row, never −∞. */
export function logProbabilities(logits: Tensor2D): Tensor2D {
  return maximum(logSoftmax(logits), logOfZero);
}
