import { AugmixError, createImage, type Image, type Size } from '@augmix/core';

/** The image of another size than the input's that an op writes to: `out` when it fits, else a new one. */
export function sizedOutput(name: string, image: Image, size: Size, out: Image | undefined): Image {
  const { channels } = image;
  if (!out) return createImage(size.width, size.height, channels);
  if (out.width !== size.width || out.height !== size.height || out.channels !== channels) {
    throw new AugmixError('INVALID_ARGUMENT', `${name}: out is ${out.width}×${out.height}×${out.channels}`, {
      expected: `${size.width}×${size.height}×${channels}`,
    });
  }
  if (out.data === image.data) {
    throw new AugmixError('INVALID_ARGUMENT', `${name}: out is the input itself`, {
      expected: 'another image',
    });
  }
  return out;
}
