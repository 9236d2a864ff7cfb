import type { Image } from '@augmix/core';
import { resizeAndCrop } from '@augmix/ops';

/** The images that the networks take, and how others are made to fit. */
export interface ImageFit {
  height: number;
  width: number;
  /** Shorter side to resize to before the centre is cut out; as little as covers the network's images when left out. */
  resize?: number;
  /** Whether images that have the size already are left as they are in spite of `resize`. */
  keepFitting?: boolean;
}

/**
 * Makes an image as large as the networks take it: resized so that its shorter side is as asked, then the centre cut out.
 * An image that fits already is left as it is, unless a resize was asked for.
 */
export function fitImage(image: Image, fit: ImageFit): Image {
  const { height, width, resize, keepFitting = resize === undefined } = fit;
  if (keepFitting && image.height === height && image.width === width) return image;
  return resizeAndCrop(image, {
    resize: { size: resize ?? coveringSide(image, fit) },
    crop: { height, width },
  });
}

/** The shorter side with which an image is just large enough. */
function coveringSide(image: Image, { height, width }: ImageFit): number {
  const shorter = Math.min(image.height, image.width);
  return Math.max(Math.ceil((height * shorter) / image.height), Math.ceil((width * shorter) / image.width));
}
