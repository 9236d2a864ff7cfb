import { AugmixError } from '@augmix/core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/** Checks that logits hold `views` rows for each of `examples` examples. */
export function checkRows(logits: Tensor2D, examples: number, views: number): void {
  if (!Number.isInteger(views) || views < 1) {
    throw new AugmixError('INVALID_ARGUMENT', `invalid number of views ${views}`, {
      path: 'views',
      expected: 'a whole number of at least 1',
    });
  }
  if (examples > 0 && logits.shape[0] === views * examples) return;
  throw new AugmixError('INVALID_ARGUMENT', `${logits.shape[0]} rows of logits for ${examples} labels`, {
    path: 'logits',
    expected: `${views * examples} rows, views × labels`,
  });
}

/** Checks that logits and labels speak of the same number of classes. */
export function checkClasses(logits: Tensor2D, labels: Tensor2D): void {
  if (logits.shape[1] === labels.shape[1]) return;
  throw new AugmixError('INVALID_ARGUMENT', `labels of ${labels.shape[1]} classes`, {
    path: 'labels',
    expected: `${logits.shape[1]} classes, as in the logits`,
  });
}
