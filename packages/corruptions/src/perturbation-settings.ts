import type { PresetSettings } from './preset.js';

/**
 * How strong a noise sequence is: 1 is the one that scores are made of, 2 and 3 are stronger.
 *
 * @example
 * ```ts
 * import type { Difficulty } from '@augmix/corruptions';
 * const difficulty: Difficulty = 1;
 * ```
 */
export type Difficulty = 1 | 2 | 3;

/**
 * What every perturbation is made with. `cropSize` and `resizeSize` say how the benchmark's view is taken from a larger
 * image. Sequences that move the image take it from every moved frame, so that what comes in at the edges is image rather
 * than black; all others take it first.
 *
 * @example
 * ```ts
 * import type { PerturbationSettings } from '@augmix/corruptions';
 * // ImageNet-P: the image's shorter side is 256 pixels.
 * const imagenet: PerturbationSettings = { preset: 'imagenet', cropSize: 224 };
 * // ImageNet-P for Inception: images in their own size.
 * const inception: PerturbationSettings = { preset: 'inception', cropSize: 0.875, resizeSize: 299 };
 * ```
 */
export interface PerturbationSettings extends PresetSettings {
  /** Side in pixels of the square that is cut out of the middle; below 1 it is the share of each side that is kept. */
  cropSize?: number;
  /** Side in pixels of the square that the cut is resized to, as Pillow's bilinear filter does it. */
  resizeSize?: number;
}

/**
 * What noise perturbations are made with.
 *
 * @example
 * ```ts
 * import type { NoisePerturbationSettings } from '@augmix/corruptions';
 * const settings: NoisePerturbationSettings = { preset: 'cifar', difficulty: 2 };
 * ```
 */
export interface NoisePerturbationSettings extends PerturbationSettings {
  /** 1 when left out. */
  difficulty?: Difficulty;
}

/**
 * How the benchmark's view is taken, in the parameters of a perturbation; {@link PerturbationSettings} says what the
 * sizes mean.
 *
 * @example
 * ```ts
 * import type { Framing } from '@augmix/corruptions';
 * const framing: Framing = { when: 'after', cropSize: 224 };
 * ```
 */
export interface Framing {
  /** Before the perturbation, or from every frame after it. */
  when: 'before' | 'after';
  cropSize?: number;
  resizeSize?: number;
}

/**
 * The parameters of a perturbation: those of its function, and the view if one is taken.
 *
 * @example
 * ```ts
 * import type { Framed, RotateFramesParams } from '@augmix/corruptions';
 * const params: Framed<RotateFramesParams> = { degrees: [-1, 0, 1], framing: { when: 'after', cropSize: 224 } };
 * ```
 */
export type Framed<Params> = Params & { framing?: Framing };
