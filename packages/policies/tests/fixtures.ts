// Images, streams and golden values that several suites share.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createImage, keyedStream, type Image, type RandomStream } from '@augmix/core';
import type { PolicyAugmentation, PolicyTrace } from '../src/index.js';

export const sampleFolder = new URL('../../../tools/cifar10-sample/', import.meta.url);
const records = readFileSync(new URL('data_batch_1.bin', sampleFolder));

/** A training image of the sample. */
export function cifarImage(index: number): Image {
  const image = createImage(32, 32, 3);
  const start = index * 3073 + 1;
  for (let pixel = 0; pixel < 1024; pixel++) {
    for (let c = 0; c < 3; c++) image.data[3 * pixel + c] = records[start + 1024 * c + pixel];
  }
  return image;
}

export const size = { width: 32, height: 32 };

export function viewStream(seed: number): RandomStream {
  return keyedStream({ seed, purpose: 'view' });
}

/** The bytes of a view that is not normalised. */
export function bytesOf(augmentation: PolicyAugmentation, image: Image, trace: PolicyTrace): Uint8Array {
  const view = new Float32Array(image.data.length);
  augmentation.render(image, trace, { mean: [0], std: [1] }, view);
  return Uint8Array.from(view, (value) => Math.round(value * 255));
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

export function readGolden(): any {
  return JSON.parse(readFileSync(new URL('golden/policies.json', import.meta.url), 'utf8'));
}
