// Small files in the layout of each published data set, and the options with which plugins find them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNpy } from '@augmix/data';
import type { PluginsSettings } from '@augmix/plugin-testing';
import { root, workspace } from './installed.js';

const imageBytes = 32 * 32 * 3;

/** Image `n` is filled with `n` modulo 256. */
function writeArrays(folder: string, imageFile: string, labelFile: string, count: number): string {
  const path = join(root, folder);
  mkdirSync(path, { recursive: true });
  const images = new Uint8Array(count * imageBytes).map((_, at) => Math.floor(at / imageBytes));
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  writeFileSync(join(path, imageFile), encodeNpy(images, [count, 32, 32, 3]));
  writeFileSync(join(path, labelFile), encodeNpy(labels, [count]));
  return path;
}

const cifar10 = { folder: join(workspace, 'tools', 'cifar10-sample'), partial: true };
const corruptedSample = (folder: string): object => ({
  folder: writeArrays(folder, 'fog.npy', 'labels.npy', 5 * 10),
  corruption: 'fog',
  severity: 3,
  partial: true,
});

/** The options of plugins that need more than their defaults. */
export const pluginOptions = (): PluginsSettings['options'] => ({
  'dataset/cifar10': cifar10,
  'dataset/cifar10-c': { ...corruptedSample('cifar10-c') },
  'dataset/cifar100-c': { ...corruptedSample('cifar100-c') },
  'dataset/cifar10-1': {
    folder: writeArrays('cifar10-1', 'cifar10.1_v6_data.npy', 'cifar10.1_v6_labels.npy', 2000),
  },
  'dataset/corrupted': {
    dataset: { type: 'cifar10', ...cifar10 },
    corruption: { type: 'fog', preset: 'cifar' },
    severity: 3,
  },
  'dataset/imagefolder': { folder: join(workspace, 'packages', 'data', 'tests', 'golden', 'pictures') },
  // As deep as it has to be to have every kind of block.
  'model/wide-resnet': { depth: 16 },
});
