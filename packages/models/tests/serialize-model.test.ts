import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import {
  loadStandardModel,
  serializeModel,
  setWeightsFrom,
  wideResnet,
  type ModelFiles,
} from '../src/index.js';
import { startBackend } from './start-backend.js';

const network = wideResnet({ depth: 10, widen: 1, dropRate: 0.1 });
const build = (seed: number, classes = 4) => network.build({ inputShape: [8, 8, 3], classes, seed });
const logitsOf = (model: LayersModel) => [
  ...(model.predict(tf.reshape(tf.cos(tf.range(0, 2 * 192)), [2, 8, 8, 3])) as tf.Tensor).dataSync(),
];

// A program that knows TensorFlow.js and nothing of this project.
const plainProgram = `
  const tf = require('@tensorflow/tfjs');
  const { readFileSync } = require('node:fs');
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(process.argv[1] + '/model.json', 'utf8'));
  const weightData = new Uint8Array(readFileSync(process.argv[1] + '/weights.bin')).buffer;
  tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData })).then((model) => {
    const logits = model.predict(tf.reshape(tf.cos(tf.range(0, 2 * 192)), [2, 8, 8, 3]));
    console.log(JSON.stringify([...logits.dataSync()]));
  });
`;

describe('saved models', () => {
  let folder: string;
  let model: LayersModel;
  let files: ModelFiles;

  beforeAll(async () => {
    await startBackend('cpu');
    folder = mkdtempSync(join(tmpdir(), 'augmix-models-'));
    model = build(1);
    // A training pass, so that the running statistics are not the initial ones.
    model.apply(tf.randomNormal([4, 8, 8, 3], 1, 2, 'float32', 1), { training: true });
    files = await serializeModel(model);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('load in a plain TensorFlow.js program, which predicts the same', () => {
    writeFileSync(join(folder, 'model.json'), files['model.json']);
    writeFileSync(join(folder, 'weights.bin'), files['weights.bin']);
    const output = execFileSync(process.execPath, ['-e', plainProgram, folder], { encoding: 'utf8' });
    const logits: number[] = JSON.parse(output.trim().split('\n').at(-1)!);
    logitsOf(model).forEach((value, place) => expect(logits[place]).toBeCloseTo(value, 5));
    expect(logits).toHaveLength(8);
  });

  test('are in the standard format', () => {
    const { format, weightsManifest } = JSON.parse(files['model.json']);
    expect(format).toBe('layers-model');
    expect(weightsManifest).toHaveLength(1);
    expect(weightsManifest[0].paths).toEqual(['weights.bin']);
    const values = weightsManifest[0].weights.reduce(
      (total: number, { shape }: { shape: number[] }) => total + tf.util.sizeFromShape(shape),
      0,
    );
    expect(files['weights.bin']).toHaveLength(4 * values);
  });

  test('load with stock layers', async () => {
    const loaded = await loadStandardModel(files);
    logitsOf(model).forEach((value, place) => expect(logitsOf(loaded)[place]).toBeCloseTo(value, 5));
    expect((await serializeModel(loaded))['weights.bin']).toEqual(files['weights.bin']);
  });

  test('give their weights, bit for bit, to a model built anew', async () => {
    const other = build(2);
    // Bytes at an odd place in a larger buffer, as file reads give them.
    const window = new Uint8Array(files['weights.bin'].length + 3).subarray(3);
    window.set(files['weights.bin']);
    const before = tf.memory().numTensors;
    setWeightsFrom(other, files['model.json'], window);
    expect(tf.memory().numTensors).toBe(before);
    expect(logitsOf(other)).toEqual(logitsOf(model));
    expect((await serializeModel(other))['weights.bin']).toEqual(files['weights.bin']);
  });

  test('do not depend on the bytes given to them afterwards', async () => {
    const other = build(2);
    const bytes = files['weights.bin'].slice();
    setWeightsFrom(other, files['model.json'], bytes);
    bytes.fill(0);
    expect(logitsOf(other)).toEqual(logitsOf(model));
  });

  describe('are refused, the model left as it was, when', () => {
    const edit = (change: (weights: { name: string; shape: number[]; dtype: string }[]) => void) => () => {
      const json = JSON.parse(files['model.json']);
      change(json.weightsManifest[0].weights);
      return { ...files, 'model.json': JSON.stringify(json) };
    };
    test.each<[string, () => ModelFiles, RegExp]>([
      ['weights are missing', edit((weights) => weights.pop()), /^there are \d+ saved weights$/],
      [
        'there are too many weights',
        edit((weights) => weights.push({ ...weights[0], name: 'x' })),
        /^there are \d+ saved weights$/,
      ],
      ['a shape differs', edit((weights) => (weights[0].shape = [1])), /"stem\/kernel" have shape \[1\]/],
      ['a type differs', edit((weights) => (weights[0].dtype = 'int32')), /no usable weightsManifest/],
      [
        'bytes are missing',
        () => ({ ...files, 'weights.bin': files['weights.bin'].subarray(1) }),
        /weights.bin has \d+ bytes/,
      ],
      ['the JSON is cut', () => ({ ...files, 'model.json': files['model.json'].slice(0, 99) }), /not JSON/],
      ['the JSON is another', () => ({ ...files, 'model.json': 'null' }), /no usable weightsManifest/],
    ])('%s', (_, change, message) => {
      const other = build(2);
      const before = logitsOf(other);
      const broken = change();
      expect(() => setWeightsFrom(other, broken['model.json'], broken['weights.bin'])).toThrow(
        expect.objectContaining({ code: 'CHECKPOINT_INVALID', message: expect.stringMatching(message) }),
      );
      expect(logitsOf(other)).toEqual(before);
    });

    test('they are no model', async () => {
      const broken = { 'model.json': '{"weightsManifest":[]}', 'weights.bin': new Uint8Array() };
      await expect(loadStandardModel(broken)).rejects.toMatchObject({ code: 'CHECKPOINT_INVALID' });
    });
  });
});
