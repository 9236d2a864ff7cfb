import { AugmixError, type Augmentation } from '@augmix/core';
import { renderClean } from './render-clean.js';

/**
 * The trace of a clean view: nothing is drawn.
 *
 * @example
 * ```ts
 * import type { NoneTrace } from '@augmix/mixing';
 * const trace: NoneTrace = {};
 * ```
 */
export type NoneTrace = Record<string, never>;

/**
 * No augmentation: the view is the clean image, normalised as {@link renderClean} does it.
 *
 * @example
 * ```ts
 * import { none, numpyStream } from '@augmix/mixing';
 * none().sample(numpyStream(1), { width: 32, height: 32 }); // => {}
 * ```
 */
export function none(): Augmentation<NoneTrace> {
  return {
    sample: () => ({}),
    render: (image, _trace, normalization, out) => renderClean(image, normalization, out),
    parseTrace(value) {
      const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
      if (!isEmpty || Array.isArray(value)) {
        throw new AugmixError('TRACE_INVALID', 'a clean view has an empty trace', { expected: '{}' });
      }
      return {};
    },
  };
}
