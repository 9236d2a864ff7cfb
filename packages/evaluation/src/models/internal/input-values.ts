import { AugmixError, ConfigError } from '@augmix/core';
import type { ModelDescription } from '../preprocessing.js';
import { describedBy } from './described-by.js';
import type { InputPlan } from './input-plan.js';
import type { InputValues, Network } from './network.js';

const { fround } = Math;
const levels = 256;

function perChannel(
  key: 'mean' | 'std',
  description: ModelDescription,
  channels: number,
): number[] | undefined {
  const values = description[key];
  if (!values) return undefined;
  if (values.length !== 1 && values.length !== channels) {
    throw new ConfigError(
      'CONFIG_INVALID_VALUE',
      `${key} has ${values.length} numbers, the model ${channels === 1 ? '1 channel' : `${channels} channels`}`,
      { file: describedBy(description), expected: channels === 1 ? '1' : `1 or ${channels}` },
      [key],
    );
  }
  return Array.from({ length: channels }, (_, channel) => values[values.length === 1 ? 0 : channel]);
}

/**
 * What the 256 levels become in each channel of the model, `[channels, 256]`: every step is rounded to float32, so that
 * the values are those of the training pipeline. Undefined for integer inputs, which take levels as they are.
 */
export function inputTable(
  dtype: Network['input']['dtype'],
  channels: number,
  description: ModelDescription,
): Float32Array | undefined {
  const mean = perChannel('mean', description, channels);
  const std = perChannel('std', description, channels);
  if (dtype !== 'float32') {
    const key = (['range', 'mean', 'std'] as const).find((name) => description[name] !== undefined);
    if (key === undefined) return undefined;
    throw new AugmixError('CONFIG_CONFLICT', `the model takes ${dtype} levels as they are, without ${key}`, {
      file: describedBy(description),
      path: key,
      suggestion: `leave out ${key}`,
    });
  }
  const [low, high] = description.range ?? [0, 1];
  // One division, so that 0 … 255 stays exact and −1 … 1 has the bits of (v / 255 − 0.5) / 0.5.
  const divisor = 255 / (high - low);
  const table = new Float32Array(levels * channels);
  for (let place = 0; place < table.length; place++) {
    const [channel, level] = [Math.floor(place / levels), place % levels];
    let value = fround(fround(level / divisor) + fround(low));
    if (mean) value = fround(value - fround(mean[channel]));
    if (std) value = fround(value / fround(std[channel]));
    table[place] = value;
  }
  return table;
}

/** Room for a batch. */
export function createInput(dtype: Network['input']['dtype'], length: number): InputValues {
  if (dtype === 'float32') return new Float32Array(length);
  return dtype === 'uint8' ? new Uint8Array(length) : new Int32Array(length);
}

/**
 * Writes `count` images `[count, height, width, channels]` from `offset` on into a network's input; what the batch has
 * besides becomes 0.
 */
export function fillInput(
  out: InputValues,
  images: Uint8Array,
  offset: number,
  count: number,
  { layout, height, width, channels }: InputPlan,
  order: 'rgb' | 'bgr',
  table: Float32Array | undefined,
): void {
  const pixels = height * width;
  const [pixelStep, channelStep] = layout === 'nhwc' ? [channels, 1] : [1, pixels];
  for (let image = 0; image < count; image++) {
    const base = image * pixels * channels;
    for (let channel = 0; channel < channels; channel++) {
      const from = offset + base + (order === 'rgb' ? channel : channels - 1 - channel);
      const to = base + channel * channelStep;
      const row = channel * levels;
      for (let pixel = 0; pixel < pixels; pixel++) {
        const level = images[from + pixel * channels];
        out[to + pixel * pixelStep] = table ? table[row + level] : level;
      }
    }
  }
  out.fill(0, count * pixels * channels);
}
