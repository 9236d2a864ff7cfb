import { predictedClasses, sequenceFlips, topFiveDistance } from '@augmix/metrics';

/** What one model does on one kind of sequences. */
export interface JudgedSequences {
  /** Share of flips in each sequence, in %. */
  flips: number[];
  /** Mean top-5 distance; with fewer than five classes there is none. */
  topFiveDistance?: number;
}

/** Classes from which on the five most likely ones can move. */
const topClasses = 5;

/**
 * Judges the predictions for sequences.
 *
 * @param logits `[sequences, frames, classes]`
 * @throws AugmixError `LOGITS_INVALID`
 */
export function judgeSequences(
  logits: Float32Array,
  { frames, classes, compare }: { frames: number; classes: number; compare: 'first' | 'previous' },
): JudgedSequences {
  const flips = sequenceFlips(predictedClasses(logits, classes), frames, { compare });
  return {
    flips: [...flips],
    ...(classes >= topClasses && { topFiveDistance: topFiveDistance(logits, classes, frames, { compare }) }),
  };
}
