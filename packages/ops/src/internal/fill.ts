import { AugmixError, type Image } from '@augmix/core';
import type { Fill } from '../geometric-options.js';
import { requireInteger } from './argument.js';

/** The fill as one value per channel. */
export function fillColour(op: string, channels: number, fill: Fill): readonly number[] {
  const colour = typeof fill === 'number' ? new Array<number>(channels).fill(fill) : fill;
  if (colour.length !== channels) {
    throw new AugmixError('INVALID_ARGUMENT', `${op}: fill has ${colour.length} entries`, {
      path: 'fill',
      expected: `one number, or one for each of the ${channels} channels`,
    });
  }
  for (const value of colour) requireInteger(op, 'fill', value, 0, 255);
  return colour;
}

/** Paints every pixel, so that a resampler only has to write those that the input covers. */
export function paint(op: string, image: Image, fill: Fill): void {
  const { data, channels } = image;
  if (typeof fill === 'number') {
    requireInteger(op, 'fill', fill, 0, 255);
    data.fill(fill);
    return;
  }
  const colour = fillColour(op, channels, fill);
  for (let index = 0; index < data.length; index += channels) {
    for (let channel = 0; channel < channels; channel++) data[index + channel] = colour[channel];
  }
}
