import { checkLogits } from './internal/check-batch.js';
import { meanOf, sequenceMeans, type TransitionOptions } from './internal/transitions.js';

/**
 * Zipf distance of a perturbation: Σ |1/i − 1/σ| / i over all places i, where σ is the new place of the class that was
 * there; the mean over a sequence's frames, then over sequences. Of equal logits the first is the more likely.
 *
 * @param logits - `[sequences, frames, classes]`
 * @param frames - frames per sequence, the first included
 * @throws AugmixError as {@link topFiveDistance}
 * @see `ranking_dist` in ImageNet-P/test.py of hendrycks/robustness, mode zipf
 * @example
 * ```ts
 * import { zipfDistance } from '@augmix/metrics';
 * zipfDistance(Float32Array.of(2, 1, 1, 2), 2, 2, { compare: 'previous' }); // => 0.75
 * ```
 */
export function zipfDistance(
  logits: Float32Array,
  classes: number,
  frames: number,
  options: TransitionOptions,
): number {
  const rows = checkLogits(logits, classes);
  const order = Array.from({ length: rows }, (_, row) => {
    const start = row * classes;
    const sorted = Uint32Array.from({ length: classes }, (_, index) => index);
    return sorted.sort((a, b) => logits[start + b] - logits[start + a] || a - b);
  });
  const places = order.map((sorted) => {
    const place = new Uint32Array(classes);
    sorted.forEach((name, index) => (place[name] = index + 1));
    return place;
  });
  const distances = sequenceMeans(rows, frames, options, (from, to) =>
    order[from].reduce((sum, name, index) => {
      return sum + Math.abs(1 / (index + 1) - 1 / places[to][name]) / (index + 1);
    }, 0),
  );
  return meanOf(distances);
}
