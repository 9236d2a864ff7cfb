import type { Image } from '@augmix/core';
import { quantizationFor } from '../jpeg/quantization.js';
import { onKernels, place } from './on-kernels.js';
import { recent } from './recent.js';

/** Divisors of 16 bits, then their reciprocals of 20 bits, as the kernels read them. */
function encode(kind: 'luminance' | 'chrominance', quality: number): Uint8Array {
  const { divisors } = quantizationFor(kind, quality);
  const table = new Uint8Array(64 * 6);
  new Uint16Array(table.buffer, 0, 64).set(divisors);
  new Uint32Array(table.buffer, 128).set(divisors.map((divisor) => Math.ceil(2 ** 20 / divisor)));
  return table;
}

const tablesFor = recent((quality: number) => ({
  luminance: encode('luminance', quality),
  chrominance: encode('chrominance', quality),
}));

/** `jpeg_compression` of an image of 1 or 3 channels; undefined without kernels. */
export const jpegOnKernels = (image: Image, quality: number): Image | undefined =>
  onKernels(image, (kernels, source, target) => {
    const { width, height, channels } = image;
    const tables = tablesFor(quality);
    const luminance = place(kernels, tables.luminance);
    const chrominance = place(kernels, tables.chrominance);
    const scratch = kernels.allocate(2 * (width + 16) * (height + 16) + 8 * width + 512);
    if (channels === 1) kernels.run.jpegGrey(source, target, width, height, luminance, scratch);
    else kernels.run.jpegColour(source, target, width, height, luminance, chrominance, scratch);
  });
