import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { isAugmixError, keyedStream } from '@augmix/core';
import { cifar10RecordBytes, decodeCifar10Record } from '@augmix/data';
import { serializeModel, wideResnet } from '@augmix/models';
import { tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

export const scratch = (): Promise<string> => mkdtemp(join(tmpdir(), 'augmix-models-'));

/** Real test images of CIFAR-10, `[count, 32, 32, 3]`. */
export async function sampleImages(count: number): Promise<Uint8Array> {
  const bytes = await readFile(new URL('../../../../tools/cifar10-sample/test_batch.bin', import.meta.url));
  const images = new Uint8Array(count * 3072);
  for (let index = 0; index < count; index++) {
    const record = bytes.subarray(index * cifar10RecordBytes, (index + 1) * cifar10RecordBytes);
    images.set(decodeCifar10Record(record).image.data, index * 3072);
  }
  return images;
}

/** A small residual network whose batch normalisations have statistics, as after training. */
export function network(): LayersModel {
  const spec = { inputShape: [32, 32, 3], classes: 10, seed: 5 } as const;
  const model = wideResnet({ depth: 10, widen: 1, width: 4 }).build(spec);
  const stream = keyedStream({ seed: 5, purpose: 'layer', index: 1000 });
  for (const weight of model.weights) {
    if (!/gamma|beta|moving/.test(weight.originalName)) continue;
    const isPositive = /gamma|variance/.test(weight.originalName);
    const length = weight.shape[0]!;
    const values = Float32Array.from({ length }, () =>
      stream.uniform(isPositive ? 0.5 : -0.5, isPositive ? 1.5 : 0.5),
    );
    weight.write(tensor(values, [length]));
  }
  return model;
}

export async function saveLayers(model: LayersModel, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, data] of Object.entries(await serializeModel(model)))
    await writeFile(join(folder, name), data);
  return folder;
}

/** The one line that a user sees, with the scratch folder left out. */
export async function errorLine(work: () => unknown, folder = ''): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (!isAugmixError(error)) throw error;
    const line = error.toLine();
    return folder ? line.replaceAll(`${folder}/`, '').replaceAll(folder, '.') : line;
  }
  throw new Error('nothing was thrown');
}

export function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a).toHaveLength(b.length);
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}
