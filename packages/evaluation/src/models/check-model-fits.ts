import { AugmixError, type Size } from '@augmix/core';
import type { Predictor } from '../predictor.js';

/** What a data set has, as far as it is known before its images are read. */
export interface ImagesInfo {
  /** Size and channels of the images as a model is given them, when all have the same. */
  shape?: Size & { channels: number };
  classes: readonly string[] | number;
}

const show = ({ height, width, channels }: NonNullable<ImagesInfo['shape']>): string =>
  `${width}×${height}×${channels}`;

/**
 * Makes sure that a model can be judged on a data set before the work begins.
 *
 * @param file the model or its description, for the message
 * @throws AugmixError `MODEL_MISMATCH` that says what the model takes or gives and what the data set has.
 * @example
 * ```ts
 * import { isAugmixError } from '@augmix/core';
 * import { checkModelFits } from '@augmix/evaluation';
 * const model = { classes: 10, input: { height: 224, width: 224, channels: 3 } };
 * let message = '';
 * try {
 *   checkModelFits(model, { shape: { height: 32, width: 32, channels: 3 }, classes: 10 });
 * } catch (error) {
 *   if (isAugmixError(error)) message = error.message;
 * }
 * message; // => 'the model takes images of 224×224×3, the data set has 32×32×3'
 * ```
 */
export function checkModelFits(
  { classes, input }: Pick<Predictor, 'classes' | 'input'>,
  images: ImagesInfo,
  file?: string,
): void {
  const { shape } = images;
  if (shape && show(shape) !== show(input)) {
    throw new AugmixError(
      'MODEL_MISMATCH',
      `the model takes images of ${show(input)}, the data set has ${show(shape)}`,
      { file, expected: show(input), suggestion: shapeAdvice(input, shape) },
    );
  }
  const count = typeof images.classes === 'number' ? images.classes : images.classes.length;
  if (count === classes) return;
  throw new AugmixError('MODEL_MISMATCH', `the model gives ${classes} classes, the data set has ${count}`, {
    file,
    expected: `${count}`,
    suggestion:
      classes > count
        ? 'say in classMapping which of the outputs the classes of the data set are'
        : undefined,
  });
}

function shapeAdvice(input: Predictor['input'], shape: NonNullable<ImagesInfo['shape']>): string {
  if (input.channels !== shape.channels) {
    return input.channels === 1 ? 'the model is for grey images' : 'the model is for colour images';
  }
  const side = Math.min(input.height, input.width);
  return `"resize: ${side}" in the model's description makes the images so large; if the model takes any size, set its "size"`;
}
