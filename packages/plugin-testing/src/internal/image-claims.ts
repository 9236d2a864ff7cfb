import { isAugmixError, type Image, type Size } from '@augmix/core';
import { claim, claimSame, shown } from './claim.js';

export const sizeText = ({ width, height }: Size): string => `${width}×${height}`;
const shapeText = (image: Image): string =>
  `${sizeText(image)} with ${image.channels} channel${image.channels === 1 ? '' : 's'}`;

/** A result is an image of this size with as many channels as the input, and its data is what that takes. */
export function claimImage(result: Image, input: Image, size: Size, whoSays: string): void {
  claim(typeof result === 'object' && result !== null, `${shown(result)} instead of an image`);
  claim(
    result.width === size.width && result.height === size.height && result.channels === input.channels,
    () =>
      `a ${sizeText(input)} image with ${input.channels} channels became ${shapeText(result)}, and ${whoSays} ${sizeText(size)}`,
  );
  claim(
    Object.prototype.toString.call(result.data) === '[object Uint8Array]',
    () => `its data is of another type than Uint8Array: ${Object.prototype.toString.call(result.data)}`,
  );
  const bytes = size.width * size.height * input.channels;
  claim(
    result.data.length === bytes,
    () => `${result.data.length} bytes in an image of ${shapeText(result)}, which takes ${bytes}`,
  );
}

/** An image is as it was. */
export function claimUntouched(image: Image, before: Image): void {
  claimSame(image, before, 'the image that it was given changed');
}

/** True for the errors with which a plugin may refuse an image that it cannot work on. */
export function isRefusal(error: unknown): boolean {
  return isAugmixError(error) && ['IMAGE_UNSUPPORTED', 'INVALID_ARGUMENT'].includes(error.code);
}
