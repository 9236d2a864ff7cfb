import type { Image } from '@augmix/core';
import { centerCrop, resize } from '@augmix/ops';

/** The images that the networks take, and how others are made to fit. */
export interface ImageFit {
  height: number;
  width: number;
  /** Shorter side to resize to before the centre is cut out; the shorter side of the network's images when left out. */
  resize?: number;
}

/**
 * Makes an image as large as the networks take it: resized so that its shorter side is as asked, then the centre cut out.
 * An image that fits already is left as it is, unless a resize was asked for.
 */
export function fitImage(image: Image, fit: ImageFit): Image {
  const { height, width } = fit;
  if (fit.resize === undefined && image.height === height && image.width === width) return image;
  const resized = resize(image, { size: fit.resize ?? Math.min(height, width) });
  return centerCrop(resized, { height, width });
}
