import type { Op } from '@augmix/core';

/**
 * An op that draws its own level for an AugMix chain.
 *
 * @example
 * ```ts
 * import { keyedStream } from '@augmix/core';
 * import { posterizeOp, type ChainOp, type PosterizeArgs } from '@augmix/ops';
 * const op: ChainOp<PosterizeArgs> = posterizeOp();
 * const stream = keyedStream({ seed: 1, purpose: 'view', epoch: 0, index: 0, view: 0 });
 * op.fromSeverity(stream, 1, { width: 32, height: 32 }); // => { bits: 4 }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- lists hold ops of every argument type
export type ChainOp<Args = any> = Op<Args> & Required<Pick<Op<Args>, 'fromSeverity'>>;

/**
 * An op with its own randomness, used on the image before any view is made.
 *
 * @example
 * ```ts
 * import { horizontalFlipOp, type HorizontalFlipArgs, type TransformOp } from '@augmix/ops';
 * const op: TransformOp<HorizontalFlipArgs> = horizontalFlipOp();
 * op.identity; // => { flip: false }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- lists hold ops of every argument type
export type TransformOp<Args = any> = Op<Args> & Required<Pick<Op<Args>, 'sample'>>;
