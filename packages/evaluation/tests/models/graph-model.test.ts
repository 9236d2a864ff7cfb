import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { memory } from '@tensorflow/tfjs-core';
import { layers, sequential, type LayersModel } from '@tensorflow/tfjs-layers';
import { openModel, parseModelDescription, predictorOf } from '../../src/models/index.js';
import { errorLine, largestDifference, sampleImages, scratch } from './sample.js';

let model: LayersModel;
let folder: string;
let images: Uint8Array;
let logits: Float32Array;
const count = 5;

beforeAll(async () => {
  await startWasmBackend();
  model = sequential({
    layers: [
      layers.conv2d({
        inputShape: [32, 32, 3],
        filters: 4,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        useBias: false,
      }),
      layers.reLU(),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 10, useBias: false }),
    ],
  });
  [folder, images] = [await scratch(), await sampleImages(count)];
  logits = await (await predictorOf(model)).predict(images, count);
});
afterAll(() => void model.dispose());

const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const type = (value = 'DT_FLOAT') => ({ type: value });
const dims = (sides: number[]) => ({ dim: sides.map((size) => ({ size: String(size) })) });
const node = (name: string, op: string, input: string[], attr: object = {}) => ({ name, op, input, attr });
const constant = (name: string, shape: number[], dtype = 'DT_FLOAT') =>
  node(name, 'Const', [], { dtype: type(dtype), value: { tensor: { dtype, tensorShape: dims(shape) } } });

/** The network as a graph of TensorFlow operations, in the format of the converter. */
async function saveGraph(
  name: string,
  { size = 32, outputs = ['logits'], more = [] as ReturnType<typeof node>[] } = {},
): Promise<string> {
  const [kernel, dense] = await Promise.all(
    model.getWeights().map((weight) => weight.data() as Promise<Float32Array>),
  );
  const strides = { list: { i: ['1', '2', '2', '1'] } };
  const nodes = [
    node('image', 'Placeholder', [], { dtype: type(), shape: { shape: dims([-1, size, size, 3]) } }),
    constant('kernel', [3, 3, 3, 4]),
    constant('axes', [2], 'DT_INT32'),
    constant('dense', [4, 10]),
    node('conv', 'Conv2D', ['image', 'kernel'], {
      T: type(),
      strides,
      padding: text('SAME'),
      data_format: text('NHWC'),
      dilations: { list: { i: ['1', '1', '1', '1'] } },
    }),
    node('relu', 'Relu', ['conv'], { T: type() }),
    node('pool', 'Mean', ['relu', 'axes'], { T: type(), keep_dims: { b: false } }),
    node('logits', 'MatMul', ['pool', 'dense'], {
      T: type(),
      transpose_a: { b: false },
      transpose_b: { b: false },
    }),
    ...more,
  ];
  const end = (of: string) => ({ name: `${of}:0`, dtype: 'DT_FLOAT' });
  const json = {
    format: 'graph-model',
    modelTopology: { node: nodes, versions: { producer: 1 } },
    signature: {
      inputs: { image: end('image') },
      outputs: Object.fromEntries(outputs.map((output) => [`${output}_of_graph`, end(output)])),
    },
    weightsManifest: [
      {
        paths: ['group1-shard1of1.bin'],
        weights: [
          { name: 'kernel', shape: [3, 3, 3, 4], dtype: 'float32' },
          { name: 'axes', shape: [2], dtype: 'int32' },
          { name: 'dense', shape: [4, 10], dtype: 'float32' },
          { name: 'yes', shape: [], dtype: 'bool' },
        ],
      },
    ],
  };
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'model.json'), JSON.stringify(json));
  const bytes = [kernel, Int32Array.of(1, 2), dense, Uint8Array.of(1)].map(
    ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength),
  );
  await writeFile(join(folder, name, 'group1-shard1of1.bin'), Buffer.concat(bytes));
  return join(folder, name);
}
const open = async (file: string, more: object = {}) =>
  openModel(await parseModelDescription({ model: file, ...more }, folder));

describe('a graph model', () => {
  it('gives the logits of the same network made of layers', async () => {
    const file = await saveGraph('plain');
    const before = memory().numTensors;
    const predictor = await open(file);
    expect(predictor).toMatchObject({ classes: 10, input: { height: 32, width: 32, channels: 3 } });
    expect(largestDifference(await predictor.predict(images, count), logits)).toBeLessThan(1e-5);
    await predictor.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('of any size takes the size of its description', async () => {
    const file = await saveGraph('open', { size: -1 });
    const predictor = await open(file, { size: 32 });
    expect(largestDifference(await predictor.predict(images, count), logits)).toBeLessThan(1e-5);
    await predictor.dispose();
  });

  it('with branches is run as well, and leaves no tensors behind', async () => {
    const more = [
      constant('yes', [], 'DT_BOOL'),
      node('branch', 'Switch', ['logits', 'yes'], { T: type() }),
      node('twice', 'AddV2', ['branch:1', 'branch:1'], { T: type() }),
      node('merged', 'Merge', ['branch', 'twice'], { T: type() }),
    ];
    const file = await saveGraph('branches', { outputs: ['merged'], more });
    const before = memory().numTensors;
    const predictor = await open(file);
    const doubled = logits.map((value) => 2 * value);
    for (let repeat = 0; repeat < 2; repeat++) {
      expect(largestDifference(await predictor.predict(images, count), doubled)).toBeLessThan(1e-5);
    }
    await predictor.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('of several outputs is judged by the one that is named, as a node or by its signature', async () => {
    const file = await saveGraph('several', { outputs: ['logits', 'pool'] });
    expect((await open(file, { output: 'pool' })).classes).toBe(4);
    expect((await open(file, { output: 'logits_of_graph' })).classes).toBe(10);
    expect(await errorLine(() => open(file), folder)).toBe(
      'MODEL_INVALID at several output: the model has 2 outputs: logits, pool; expected the name of one of them',
    );
  });

  it('with an operation that is not known is refused', async () => {
    const file = await saveGraph('unknown', {
      outputs: ['odd'],
      more: [node('odd', 'OddOperation', ['logits'], { T: type() })],
    });
    expect(await errorLine(() => open(file), folder)).toMatch(/^MODEL_INVALID at unknown.*OddOperation/);
  });
});
