import './native-arrays.js';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { renderClean } from '@augmix/mixing';
import { createImage } from '@augmix/core';
import { memory, tensor4d, type Tensor } from '@tensorflow/tfjs-core';
import {
  input,
  layers,
  model as createModel,
  type LayersModel,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import {
  openModel,
  openOnnxModel,
  openSavedModel,
  parseModelDescription,
  predictorOf,
} from '../../src/models/index.js';
import { saveOnnx } from './onnx.js';
import { largestDifference, network, sampleImages, saveLayers, scratch } from './sample.js';

const preprocessing = { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] };
const count = 11;

let model: LayersModel;
let folder: string;
let images: Uint8Array;
/** What the network says by itself, of images normalised as the training pipeline does it. */
let logits: Float32Array;

beforeAll(async () => {
  await startWasmBackend();
  [model, folder, images] = [network(), await scratch(), await sampleImages(count)];
  const values = new Float32Array(images.length);
  renderClean(createImage(32, 32 * count, 3, images), preprocessing, values);
  const batch = tensor4d(values, [count, 32, 32, 3]);
  const output = model.apply(batch, { training: false }) as Tensor;
  logits = (await output.data()) as Float32Array;
  output.dispose();
  batch.dispose();
});
afterAll(() => void model.dispose());

const describeFile = (file: string, more: object = {}) =>
  parseModelDescription({ model: file, ...preprocessing, ...more }, folder);

describe('one network gives the same logits', () => {
  it('in memory', async () => {
    const predictor = await predictorOf(model, preprocessing);
    expect(predictor.input).toEqual({ height: 32, width: 32, channels: 3 });
    expect(predictor.classes).toBe(10);
    expect(largestDifference(await predictor.predict(images, count), logits)).toBe(0);
  });

  it('as a folder of TensorFlow.js', async () => {
    await saveLayers(model, join(folder, 'tfjs'));
    const predictor = await openSavedModel(await describeFile('tfjs'));
    // Its batch normalisation is TensorFlow.js's own, which rounds in another order.
    expect(largestDifference(await predictor.predict(images, count), logits)).toBeLessThan(1e-4);
    await predictor.dispose();
  });

  it('as a folder whose input has its channels first', async () => {
    const image = input({ shape: [3, 32, 32] });
    const turned = layers.permute({ dims: [2, 3, 1] }).apply(image) as SymbolicTensor;
    const channelsFirst = createModel({ inputs: image, outputs: model.apply(turned) as SymbolicTensor });
    await saveLayers(channelsFirst, join(folder, 'nchw'));
    const predictor = await openSavedModel(await describeFile('nchw/model.json'));
    expect(predictor.input).toEqual({ height: 32, width: 32, channels: 3 });
    expect(largestDifference(await predictor.predict(images, count), logits)).toBeLessThan(1e-4);
    await predictor.dispose();
  });

  it.each(['nchw', 'nhwc'] as const)('as an ONNX file, %s', async (layout) => {
    await saveOnnx(model, join(folder, `${layout}.onnx`), { layout });
    for (const more of [{}, { layout }, { batchSize: 3, size: 32 }]) {
      const predictor = await openModel(await describeFile(`${layout}.onnx`, more));
      expect(predictor.input).toEqual({ height: 32, width: 32, channels: 3 });
      expect(largestDifference(await predictor.predict(images, count), logits)).toBeLessThan(1e-4);
      await predictor.dispose();
    }
  });

  it('as an ONNX file of fixed batch, whose last batch is filled up', async () => {
    await saveOnnx(model, join(folder, 'fixed.onnx'), { batch: 4 });
    const predictor = await openOnnxModel(await describeFile('fixed.onnx', { batchSize: 100 }), {
      threads: 2,
    });
    expect(largestDifference(await predictor.predict(images, count), logits)).toBeLessThan(1e-4);
    expect(largestDifference(await predictor.predict(images, 1), logits.slice(0, 10))).toBeLessThan(1e-4);
    await predictor.dispose();
  });

  it('without leaving tensors behind', async () => {
    await saveLayers(model, join(folder, 'kept'));
    const description = await describeFile('kept');
    const before = memory().numTensors;
    const predictor = await openSavedModel(description);
    await predictor.predict(images, count);
    await predictor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
