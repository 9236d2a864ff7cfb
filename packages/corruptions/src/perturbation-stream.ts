import { keyedStream, type RandomStream } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import { nameHash, requireName } from './internal/foreign-name.js';
import { perturbationNames, type PerturbationName } from './perturbation-names.js';
import type { Difficulty } from './perturbation-settings.js';

const names: readonly string[] = [...perturbationNames.test, ...perturbationNames.validation];
// Above the views of the corruptions, which have the same purpose.
const firstView = 256;

/**
 * Key of {@link perturbationStream}.
 *
 * @example
 * ```ts
 * import type { PerturbationKey } from '@augmix/corruptions';
 * const key: PerturbationKey = { seed: 1, perturbation: 'snow', index: 42 };
 * ```
 */
export interface PerturbationKey {
  /** A whole number, 0 … 2⁵³ − 1. */
  seed: number;
  /** One of the 14, or the name of a third party's plugin. */
  perturbation: PerturbationName | (string & {});
  /** 1 when left out. */
  difficulty?: Difficulty;
  /** Index of the image in its data set, 0 … 2³² − 1. */
  index: number;
}

/**
 * The random stream of one image's sequence. What an image gets depends on its own key alone, so sequences may be made
 * in any order, in parts and in parallel.
 *
 * It is `keyedStream` of `@augmix/core` with purpose `corruption` and view `256 + 3 · p + difficulty − 1`, where `p` is
 * the place of the perturbation among the 10 test and 4 validation ones. Third parties' perturbations have the view
 * `difficulty − 1` and a hash of their name as the epoch, which is 0 for those.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a part of the key is out of range, or no plugin can have the name.
 * @example
 * ```ts
 * import { perturbationStream } from '@augmix/corruptions';
 * const key = { seed: 1, perturbation: 'snow', index: 42 } as const;
 * perturbationStream(key).uint32() === perturbationStream(key).uint32(); // => true
 * ```
 */
export function perturbationStream(key: PerturbationKey): RandomStream {
  const { seed, perturbation, difficulty = 1, index } = key;
  requireName('perturbation', perturbation);
  requireArgument([1, 2, 3].includes(difficulty), 'difficulty', difficulty, '1, 2 or 3');
  const own = names.indexOf(perturbation);
  if (own < 0) {
    return keyedStream({
      seed,
      purpose: 'corruption',
      epoch: nameHash(perturbation),
      index,
      view: difficulty - 1,
    });
  }
  const view = firstView + 3 * own + difficulty - 1;
  return keyedStream({ seed, purpose: 'corruption', index, view });
}
