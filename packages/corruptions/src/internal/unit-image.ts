import type { Image } from '@augmix/core';

const units = Float64Array.from({ length: 256 }, (_, level) => level / 255);

/** The values of an image divided by 255, in double precision. */
export function toUnit({ data }: Image): Float64Array {
  const values = new Float64Array(data.length);
  for (let index = 0; index < data.length; index++) values[index] = units[data[index]];
  return values;
}

/** Into 0 … 1. */
export function clip(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** Values clipped to 0 … 1, times 255, and cut off below the point: the benchmark truncates, it does not round. */
export function fromUnit(image: Image, values: Float64Array): Image {
  const data = new Uint8Array(values.length);
  for (let index = 0; index < data.length; index++) {
    const value = values[index];
    data[index] = value <= 0 ? 0 : value >= 1 ? 255 : (value * 255) | 0;
  }
  return { ...image, data };
}
