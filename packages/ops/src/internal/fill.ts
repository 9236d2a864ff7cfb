import { AugmixError, type Image } from '@augmix/core';
import type { Fill } from '../geometric-options.js';
import { requireInteger } from './argument.js';

/** Paints every pixel, so that a resampler only has to write those that the input covers. */
export function paint(op: string, image: Image, fill: Fill): void {
  const { data, channels } = image;
  if (typeof fill === 'number') {
    requireInteger(op, 'fill', fill, 0, 255);
    data.fill(fill);
    return;
  }
  if (fill.length !== channels) {
    throw new AugmixError('INVALID_ARGUMENT', `${op}: fill has ${fill.length} entries`, {
      path: 'fill',
      expected: `one number, or one for each of the ${channels} channels`,
    });
  }
  for (const value of fill) requireInteger(op, 'fill', value, 0, 255);
  for (let index = 0; index < data.length; index += channels) {
    for (let channel = 0; channel < channels; channel++) data[index + channel] = fill[channel];
  }
}
