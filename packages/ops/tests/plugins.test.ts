import { expect, test } from '@jest/globals';
import { createRegistry, isAugmixError, keyedStream, type AnyPlugin, type RandomStream } from '@augmix/core';
import { allAugmixOps } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { noise } from './images.js';

const registry = createRegistry().use(plugins);
// Loses the types of the single plugins, to go through them by name.
const anyRegistry = createRegistry().use<AnyPlugin>(plugins);
const names = plugins.plugins.map(({ name }) => name);
const size = { width: 32, height: 32 };
const createStream = (): RandomStream => keyedStream({ seed: 1, purpose: 'view' });

test('the thirteen in the reference’s order, then the transforms', () => {
  expect(names).toEqual([...allAugmixOps().map(({ name }) => name), 'horizontal_flip', 'pad_crop']);
});

test.each(names)('%s: works with its defaults and is named after its plugin', async (name) => {
  const op = await anyRegistry.create('op', name);
  expect(op.name).toBe(name);
  const stream = createStream();
  const args = op.fromSeverity ? op.fromSeverity(stream, 3, size) : op.sample!(stream, size);
  expect(op.apply(noise(32, 32, 3), args)).toMatchObject({ ...size, channels: 3 });
});

test('options reach the op', async () => {
  const rotate = await registry.create('op', { type: 'rotate', fill: [1, 2, 3], interpolation: 'nearest' });
  expect(rotate.identity).toEqual({ degrees: 0, fill: [1, 2, 3], interpolation: 'nearest' });
  const crop = await registry.create('op', { type: 'pad_crop', padding: 2, fill: 9 });
  expect(crop.identity).toEqual({ x: 2, y: 2, padding: 2, fill: 9 });
  const flip = await registry.create('op', { type: 'horizontal_flip', probability: 1 });
  expect(flip.sample(createStream(), size)).toEqual({ flip: true });
});

test.each([
  [{ type: 'rotate', fill: 256 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'rotate', fill: [] }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'shear_x', interpolation: 'bicubic' }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'horizontal_flip', probability: 2 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'pad_crop', padding: 1.5 }, 'CONFIG_INVALID_VALUE'],
  [{ type: 'pad_crop', paddin: 2 }, 'CONFIG_UNKNOWN_KEY'],
  [{ type: 'posterize', bits: 4 }, 'CONFIG_UNKNOWN_KEY'],
])('%j is refused: %s', async (ref, code) => {
  const error = await registry.create('op', ref as never).catch((reason: unknown) => reason);
  expect(isAugmixError(error) && error.code).toBe(code);
});
