import { z } from '@augmix/core';

/** Options of the calibration errors over bins of equally many predictions. */
export const fixedSizeOptions = z.strictObject({
  binSize: z.int().min(1).default(100).describe('Predictions per bin.'),
  lastBin: z
    .enum(['drop', 'include'])
    .default('drop')
    .describe('Whether the bin of the highest confidences counts; the reference drops it.'),
});
