import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import {
  input,
  layers,
  model as createModel,
  type LayersModel,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import { memory, util } from '@tensorflow/tfjs-core';
import { openSavedModel, parseModelDescription, type OpenModelOptions } from '../../src/models/index.js';
import { errorLine, largestDifference, network, sampleImages, saveLayers, scratch } from './sample.js';

let model: LayersModel;
let folder: string;

beforeAll(async () => {
  await startWasmBackend();
  model = network();
});
beforeEach(async () => {
  folder = await scratch();
  await saveLayers(model, folder);
});

const open = async (more: object = {}, options: OpenModelOptions = {}) =>
  openSavedModel(await parseModelDescription({ model: folder, ...more }, '.'), options);
const line = (more: object = {}) => errorLine(() => open(more), folder);

type Json = Record<string, any>;
const edit = async (change: (json: Json) => unknown): Promise<void> => {
  const file = join(folder, 'model.json');
  const json = JSON.parse(await readFile(file, 'utf8')) as Json;
  await writeFile(file, JSON.stringify(change(json) ?? json));
};

describe('a saved model', () => {
  it('may have its weights in several files, some of them as 8 bits', async () => {
    const images = await sampleImages(2);
    const whole = await (await open()).predict(images, 2);
    const bytes = await readFile(join(folder, 'weights.bin'));
    await writeFile(join(folder, 'a.bin'), bytes.subarray(0, 1001));
    await writeFile(join(folder, 'b.bin'), bytes.subarray(1001));
    await edit((json) => void (json['weightsManifest'][0].paths = ['a.bin', 'b.bin']));
    await rm(join(folder, 'weights.bin'));
    expect(await (await open()).predict(images, 2)).toEqual(whole);

    // The bias of the last layer as 8 bits: 40 bytes become 10.
    const specs = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')).weightsManifest[0].weights;
    const place = specs.findIndex(({ name }: { name: string }) => name === 'head/logits/bias');
    const start = specs
      .slice(0, place)
      .reduce((sum: number, { shape }: Json) => sum + 4 * util.sizeFromShape(shape), 0);
    const parts = [bytes.subarray(1001, start), new Uint8Array(10).fill(2), bytes.subarray(start + 40)];
    await writeFile(join(folder, 'b.bin'), Buffer.concat(parts));
    await edit((json) => {
      const quantization = { dtype: 'uint8', min: 1, scale: 0.25, original_dtype: 'float32' };
      json['weightsManifest'][0].weights[place].quantization = quantization;
    });
    const bias = (await model.getLayer('head/logits').weights[1].read().data()) as Float32Array;
    const expected = whole.map((value, index) => value - bias[index % 10] + 1.5);
    expect(largestDifference(await (await open()).predict(images, 2), expected)).toBeLessThan(1e-5);
  });

  it('that is not there is missed by name', async () => {
    await rm(join(folder, 'weights.bin'));
    expect(await line()).toBe('MODEL_NOT_FOUND at weights.bin: a file of weights is not there');
    await rm(join(folder, 'model.json'));
    expect(await line()).toBe('MODEL_NOT_FOUND at model.json: the model is not there');
  });

  it('that is cut off says how much is there', async () => {
    const { length } = await readFile(join(folder, 'weights.bin'));
    await truncate(join(folder, 'weights.bin'), length - 1);
    expect(await line()).toBe(
      `MODEL_INVALID at weights.bin: the file has ${length - 1} bytes of weights; expected ${length}`,
    );
  });

  it('that is no model is refused', async () => {
    await writeFile(join(folder, 'model.json'), '{"modelTopology": ');
    expect(await line()).toBe('MODEL_INVALID at model.json: not JSON: Unexpected end of JSON input');
    await writeFile(join(folder, 'model.json'), '[]');
    expect(await line()).toBe('MODEL_INVALID at model.json: not a JSON object');
    await writeFile(join(folder, 'model.json'), '{"modelTopology": {}}');
    expect(await line()).toBe(
      'MODEL_INVALID at model.json: the file has no modelTopology of layers or of a graph; expected a model.json of TensorFlow.js',
    );
  });

  it('without a list of weights, or with a layer that nobody knows, is refused', async () => {
    await edit((json) => void (json['weightsManifest'] = [{ paths: 'weights.bin' }]));
    expect(await line()).toBe('MODEL_INVALID at model.json: the model has no usable weightsManifest');
    await saveLayers(model, folder);
    await edit((json) => void (json['modelTopology'].config.layers[1].class_name = 'Conv2E'));
    expect(await line()).toMatch(
      /^MODEL_INVALID at model.json: the model cannot be loaded: Unknown layer: Conv2E/,
    );
  });

  it('of several outputs is judged by the one that is named', async () => {
    const image = input({ shape: [4, 4, 3] });
    const flat = layers.flatten().apply(image) as SymbolicTensor;
    const dense = (name: string, units: number) =>
      layers.dense({ name, units }).apply(flat) as SymbolicTensor;
    await saveLayers(createModel({ inputs: image, outputs: [dense('side', 3), dense('main', 5)] }), folder);
    expect((await open({ output: 'main' })).classes).toBe(5);
    expect(await line()).toBe(
      'MODEL_INVALID at . output: the model has 2 outputs: side, main; expected the name of one of them',
    );
    expect(await line({ output: 'mian' })).toBe(
      'MODEL_INVALID at . output: the model has no output "mian"; did you mean "main"?',
    );
  });

  it('of several inputs is refused', async () => {
    const images = ['left', 'right'].map((name) => input({ name, shape: [4, 4, 3] }));
    const flat = layers.flatten().apply(layers.add().apply(images) as SymbolicTensor) as SymbolicTensor;
    await saveLayers(createModel({ inputs: images, outputs: flat }), folder);
    expect(await line()).toBe(
      'MODEL_INVALID at .: the model has 2 inputs: left, right; expected 1 input, the images',
    );
  });

  it('of fixed batch gets its last batch filled up', async () => {
    const images = await sampleImages(5);
    const free = await (await open()).predict(images, 5);
    await edit((json) => void (json['modelTopology'].config.layers[0].config.batch_input_shape[0] = 3));
    expect(await (await open()).predict(images, 5)).toEqual(free);
  });

  it('that cannot be used leaves no tensors behind', async () => {
    const before = memory().numTensors;
    await line({ size: 64 });
    await line({ classMapping: [10] });
    await line({ output: 'nothing' });
    expect(memory().numTensors).toBe(before);
  });
});
