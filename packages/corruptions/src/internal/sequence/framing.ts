import { createImage, type Image } from '@augmix/core';
import type { Framing } from '../../perturbation-settings.js';
import { requireArgument } from '../argument.js';
import { roundHalfEven } from '../round-half-even.js';
import { bilinearResize } from './bilinear-resize.js';

/** Cuts out the middle and resizes it, as far as sizes are given. */
export function framed(image: Image, { cropSize, resizeSize }: Omit<Framing, 'when'>): Image {
  const cut = cropSize === undefined ? image : centerCrop(image, cropSize);
  return resizeSize === undefined ? cut : bilinearResize(cut, resizeSize, resizeSize);
}

/** torchvision's `CenterCrop`, and the benchmark's own one for shares. */
function centerCrop(image: Image, size: number): Image {
  const { data, width, height, channels } = image;
  const side = (length: number): number => (size < 1 ? Math.trunc(length * size) : size);
  const [cutWidth, cutHeight] = [side(width), side(height)];
  if (cutWidth === width && cutHeight === height) return image;
  const fits = cutWidth >= 1 && cutWidth <= width && cutHeight >= 1 && cutHeight <= height;
  requireArgument(fits, 'cropSize', size, `at most the sides of the image, ${width}×${height}`);
  const left = roundHalfEven((width - cutWidth) / 2);
  const top = roundHalfEven((height - cutHeight) / 2);
  const cut = createImage(cutWidth, cutHeight, channels);
  const row = cutWidth * channels;
  for (let y = 0; y < cutHeight; y++) {
    const start = ((top + y) * width + left) * channels;
    cut.data.set(data.subarray(start, start + row), y * row);
  }
  return cut;
}
