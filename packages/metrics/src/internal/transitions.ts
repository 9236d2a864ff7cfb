import { AugmixError } from '@augmix/core';
import { checkWhole } from './check-whole.js';

/** Which frames of a sequence are compared. */
export interface TransitionOptions {
  /** `first` for noise, whose frames do not follow one another; `previous` for every other perturbation. */
  compare: 'first' | 'previous';
  /** Frames from one to the next (default 1): the benchmark's difficulty, for what is not noise. */
  step?: number;
}

/** Pairs of frames: the one that is compared with, and the one that is compared. */
export function transitions(frames: number, { compare, step = 1 }: TransitionOptions): [number, number][] {
  checkWhole('step', step);
  checkWhole('frames', frames, step + 1);
  if (compare !== 'first' && compare !== 'previous') {
    throw new AugmixError('INVALID_ARGUMENT', `compare is "${String(compare)}"`, {
      path: 'compare',
      expected: 'first or previous',
    });
  }
  const pairs: [number, number][] = [];
  for (let first = 0; first < step; first++) {
    for (let frame = first + step; frame < frames; frame += step) {
      pairs.push([compare === 'first' ? first : frame - step, frame]);
    }
  }
  return pairs;
}

/** The mean, for each sequence, of a number per transition. */
export function sequenceMeans(
  count: number,
  frames: number,
  options: TransitionOptions,
  distance: (from: number, to: number) => number,
): Float64Array {
  const pairs = transitions(frames, options);
  if (count % frames !== 0 || count === 0) {
    throw new AugmixError('LOGITS_INVALID', `${count} predictions`, {
      expected: `a multiple of ${frames} frames`,
    });
  }
  return Float64Array.from({ length: count / frames }, (_, sequence) => {
    const start = sequence * frames;
    return pairs.reduce((sum, [from, to]) => sum + distance(start + from, start + to), 0) / pairs.length;
  });
}

/** The mean of all. */
export const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
