import { expect, test } from '@jest/globals';
import { createRegistry, isAugmixError, keyedStream, type AnyPlugin, type RandomStream } from '@augmix/core';
import { allAugmixOps, type RandomResizedCropOptions } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { noise } from './images.js';

const registry = createRegistry().use(plugins);
// Loses the types of the single plugins, to go through them by name.
const anyRegistry = createRegistry().use<AnyPlugin>(plugins);
const names = plugins.plugins.map(({ name }) => name);
const size = { width: 32, height: 32 };
const createStream = (): RandomStream => keyedStream({ seed: 1, purpose: 'view' });

test('the thirteen in the reference’s order, invert, then the transforms', () => {
  const sized = ['resize', 'center_crop', 'random_resized_crop'];
  const transforms = ['horizontal_flip', 'pad_crop', ...sized, 'cutout'];
  expect(names).toEqual([...allAugmixOps().map(({ name }) => name), 'invert', ...transforms]);
});

test.each(names)('%s: works with its defaults and is named after its plugin', async (name) => {
  const op = await anyRegistry.create('op', name);
  expect(op.name).toBe(name);
  const stream = createStream();
  const args = op.fromSeverity ? op.fromSeverity(stream, 3, size) : op.sample!(stream, size);
  const outputSize = op.outputSize?.(size, args) ?? size;
  expect(op.apply(noise(32, 32, 3), args)).toMatchObject({ ...outputSize, channels: 3 });
});

test('options reach the op', async () => {
  const rotate = await registry.create('op', { type: 'rotate', fill: [1, 2, 3], interpolation: 'nearest' });
  expect(rotate.identity).toEqual({ degrees: 0, fill: [1, 2, 3], interpolation: 'nearest' });
  const crop = await registry.create('op', { type: 'pad_crop', padding: 2, fill: 9 });
  expect(crop.identity).toEqual({ x: 2, y: 2, padding: 2, fill: 9 });
  const flip = await registry.create('op', { type: 'horizontal_flip', probability: 1 });
  expect(flip.sample(createStream(), size)).toEqual({ flip: true });
  const resize = await registry.create('op', { type: 'resize', size: { width: 8, height: 9 } });
  expect(resize.sample(createStream(), size)).toEqual({ width: 8, height: 9 });
  const middle = await registry.create('op', { type: 'center_crop', size: 8 });
  expect(middle.sample(createStream(), size)).toEqual({ width: 8, height: 8 });
  const square = await registry.create('op', { type: 'cutout', share: 1, fill: 7 });
  expect(square.sample(createStream(), size)).toMatchObject({ right: 32, bottom: 32, fill: 7 });
  const whole = { scale: [1, 1], ratio: [1, 1] } satisfies RandomResizedCropOptions;
  const piece = await registry.create('op', { type: 'random_resized_crop', size: 8, ...whole });
  const args = { x: 0, y: 0, cropWidth: 32, cropHeight: 32, width: 8, height: 8 };
  expect(piece.sample(createStream(), size)).toEqual(args);
});

test.each([
  [{ type: 'rotate', fill: 256 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'rotate', fill: [] }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'shear_x', interpolation: 'bicubic' }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'horizontal_flip', probability: 2 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'pad_crop', padding: 1.5 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'pad_crop', paddin: 2 }, 'CONFIG_UNKNOWN_KEY'],
  [{ type: 'posterize', bits: 4 }, 'CONFIG_UNKNOWN_KEY'],
  [{ type: 'resize', size: 0 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'resize', size: { width: 8 } }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'cutout', share: 0 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'center_crop', width: 8 }, 'CONFIG_UNKNOWN_KEY'],
  [{ type: 'random_resized_crop', scale: [0, 1] }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'random_resized_crop', scale: [1, 0.5] }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'random_resized_crop', ratio: 1 }, 'CONFIG_INVALID_VALUE'],
])('%j is refused: %s', async (ref, code) => {
  const error = await registry.create('op', ref as never).catch((reason: unknown) => reason);
  expect(isAugmixError(error) && error.code).toBe(code);
});
