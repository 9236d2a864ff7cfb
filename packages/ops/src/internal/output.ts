import { AugmixError, type Image } from '@augmix/core';

/**
 * The image that an op writes to: `out` when it fits, else a new one of the input's shape.
 * Ops read their input while they write, so the two must not share memory.
 */
export function outputFor(name: string, image: Image, out: Image | undefined): Image {
  const { data, width, height, channels } = image;
  if (!out) return { data: new Uint8Array(data.length), width, height, channels };
  if (out.width !== width || out.height !== height || out.channels !== channels) {
    throw new AugmixError('INVALID_ARGUMENT', `${name}: out is ${shapeOf(out)}`, {
      expected: shapeOf(image),
    });
  }
  if (out.data === data) {
    throw new AugmixError('INVALID_ARGUMENT', `${name}: out is the input itself`, {
      expected: 'another image',
    });
  }
  return out;
}

/** The output, holding a copy of the input. */
export function copyOf(name: string, image: Image, out: Image | undefined): Image {
  const target = outputFor(name, image, out);
  target.data.set(image.data);
  return target;
}

function shapeOf({ width, height, channels }: Image): string {
  return `${width}×${height}×${channels}`;
}
