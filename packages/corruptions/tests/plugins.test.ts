import { expect, test } from '@jest/globals';
import { createRegistry, keyedStream, type Corruption, type RandomStream } from '@augmix/core';
import { corruptionNames, createCorruption } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { images } from './images.js';

const registry = createRegistry().use(plugins);
const names = [...corruptionNames.common, ...corruptionNames.extra];

test('there is a plugin for each of the 19 corruptions', () => {
  expect([...registry.names('corruption')].sort()).toEqual([...names].sort());
});

test.each(names)('%s: the plugin does what the function does', async (name) => {
  const image = images['cifar-0'];
  const stream = (): RandomStream => keyedStream({ seed: 7, purpose: 'corruption' });
  const plugin: Corruption = await registry.create('corruption', { type: name, preset: 'cifar' });
  const plain = createCorruption(name, { preset: 'cifar' });
  const params = plugin.sample(stream(), 4, image) as unknown;
  expect(params).toEqual(plain.sample(stream(), 4, image));
  expect(plugin.apply(image, params)).toEqual(plain.apply(image, params));
});

test('a preset must be named, and be one of the four', () => {
  const resolve = (options: object) => () => registry.resolve('corruption', { type: 'fog', ...options });
  expect(resolve({ preset: 'tiny' })()).toEqual({ type: 'fog', preset: 'tiny' });
  const refused = (code: string): unknown => expect.objectContaining({ code, details: expect.anything() });
  expect(resolve({})).toThrow(refused('CONFIG_INVALID_VALUE') as Error);
  expect(resolve({ preset: 'cifar10' })).toThrow(refused('CONFIG_INVALID_VALUE') as Error);
  expect(resolve({ preset: 'cifar', level: 3 })).toThrow(refused('CONFIG_UNKNOWN_KEY') as Error);
});
