import { checkLogits } from './internal/check-batch.js';
import { meanOf, sequenceMeans, type TransitionOptions } from './internal/transitions.js';

const depth = 5;

/**
 * Top-5 distance (T5D) of a perturbation: how far the five most likely classes move between frames. For each of the
 * places i = 1 … 5 it adds |i − min(σ, 6)|, where σ is the new place of the class that was there; 0 for no move, 15 when
 * none of the five is left. The mean over a sequence's frames, then over sequences. Of equal logits the first is the more
 * likely.
 *
 * @param logits - `[sequences, frames, classes]`
 * @param frames - frames per sequence, the first included
 * @throws AugmixError `LOGITS_INVALID` for logits that are not numbers or no whole sequences, `INVALID_ARGUMENT` as
 * {@link flipProbability}
 * @see `ranking_dist` in ImageNet-P/test.py of hendrycks/robustness, mode top5
 * @example
 * ```ts
 * import { topFiveDistance } from '@augmix/metrics';
 * topFiveDistance(Float32Array.of(3, 2, 1, 2, 3, 1), 3, 2, { compare: 'previous' }); // => 2
 * ```
 */
export function topFiveDistance(
  logits: Float32Array,
  classes: number,
  frames: number,
  options: TransitionOptions,
): number {
  return meanOf(sequenceTopFiveDistances(logits, classes, frames, options));
}

/**
 * The {@link topFiveDistance} of each sequence; sequences can be given in batches, and {@link bootstrapMean} gives their
 * mean an interval.
 *
 * @example
 * ```ts
 * import { sequenceTopFiveDistances } from '@augmix/metrics';
 * const logits = Float32Array.of(3, 2, 1, 2, 3, 1, 3, 2, 1, 3, 2, 1);
 * [...sequenceTopFiveDistances(logits, 3, 2, { compare: 'previous' })]; // => [2, 0]
 * ```
 */
export function sequenceTopFiveDistances(
  logits: Float32Array,
  classes: number,
  frames: number,
  options: TransitionOptions,
): Float64Array {
  const rows = checkLogits(logits, classes);
  const top = Array.from({ length: rows }, (_, row) => topClasses(logits, row * classes, classes));
  return sequenceMeans(rows, frames, options, (from, to) =>
    top[from].reduce((sum, name, place) => {
      const moved = top[to].indexOf(name);
      return sum + Math.abs(place - (moved < 0 ? depth : moved));
    }, 0),
  );
}

/** The most likely classes, the likeliest first. */
function topClasses(logits: Float32Array, start: number, classes: number): number[] {
  const top: number[] = [];
  for (let index = 0; index < classes; index++) {
    const value = logits[start + index];
    if (top.length === depth && !(value > logits[start + top[depth - 1]])) continue;
    let place = top.length;
    while (place > 0 && value > logits[start + top[place - 1]]) place--;
    top.splice(place, 0, index);
    if (top.length > depth) top.pop();
  }
  return top;
}
