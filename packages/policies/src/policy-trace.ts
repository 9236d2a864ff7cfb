import type { OpStep } from '@augmix/core';

/**
 * What every augmentation of this package draws for one view: the ops that are applied, in order, with their final
 * arguments. Plain JSON.
 *
 * @example
 * ```ts
 * import type { PolicyTrace } from '@augmix/policies';
 * const trace: PolicyTrace = { steps: [{ op: 'posterize', args: { bits: 4 } }, { op: 'equalize', args: {} }] };
 * ```
 */
export interface PolicyTrace {
  steps: OpStep[];
}
