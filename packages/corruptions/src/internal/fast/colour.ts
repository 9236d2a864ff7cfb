import type { Image } from '@augmix/core';
import { onKernels } from './on-kernels.js';

/** Saturation times a factor plus a shift, value plus a lift, both cut off at 0 and 1; undefined without kernels. */
export const hsvOnKernels = (image: Image, factor: number, shift: number, lift: number): Image | undefined =>
  onKernels(image, (kernels, source, target) =>
    kernels.run.hsv(source, target, image.width * image.height, factor, shift, lift),
  );

/** `contrast`; undefined without kernels. */
export const contrastOnKernels = (image: Image, factor: number): Image | undefined =>
  onKernels(image, (kernels, source, target) =>
    kernels.run.contrast(source, target, image.width * image.height, image.channels, factor),
  );
