import './native-arrays.js';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { isAugmixError } from '@augmix/core';
import { openOnnxModel, parseModelDescription } from '../../src/models/index.js';
import { importOptional } from '../../src/models/internal/optional-package.js';
import { saveGraph, type Graph } from './onnx.js';
import { errorLine, scratch } from './sample.js';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await scratch();
  file = join(folder, 'net.onnx');
});

const open = async (graph: Partial<Graph> = {}, more: object = {}) =>
  openOnnxModel(await parseModelDescription({ model: await saveGraph(file, graph), size: 2, ...more }, '.'));
const line = (graph: Partial<Graph>, more: object = {}) => errorLine(() => open(graph, more), folder);

const pixels = Uint8Array.from({ length: 12 }, (_, index) => index);
const [shape, type] = [['n', 3, 2, 2], 'float32'];
const matMul = { type: 'MatMul', inputs: ['flat', 'weights'], outputs: ['logits'] };
const flatten = { type: 'Flatten', inputs: ['image'], outputs: ['flat'], attributes: { axis: 1 } };

describe('an ONNX model', () => {
  it('is run on planes of channels', async () => {
    const predictor = await open({}, { range: [0, 255] });
    // Column 0 holds the even numbers 0, 2, … 22; the planes hold every third level.
    const planes = [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11];
    const even = planes.reduce((sum, level, place) => sum + level * 2 * place, 0);
    const odd = planes.reduce((sum, level, place) => sum + level * (2 * place + 1), 0);
    expect([...(await predictor.predict(pixels, 1))]).toEqual([even, odd]);
    await predictor.dispose();
  });

  it('that takes 8 bits gets levels as they are', async () => {
    const cast = { type: 'Cast', inputs: ['image'], outputs: ['levels'], attributes: { to: 1 } };
    const graph: Partial<Graph> = {
      inputs: [{ name: 'image', shape, type: 'uint8' }],
      nodes: [cast, { ...flatten, inputs: ['levels'] }, matMul],
    };
    const raw = await (await open(graph)).predict(pixels, 1);
    expect(raw).toEqual(await (await open({}, { range: [0, 255] })).predict(pixels, 1));
    expect(await line(graph, { std: [0.5] })).toBe(
      'CONFIG_CONFLICT at net.onnx std: the model takes uint8 levels as they are, without std; leave out std',
    );
  });

  it('without a shape is told its layout and size', async () => {
    const graph = { inputs: [{ name: 'image', shape: ['n', 'c', 'h', 'w'] }] };
    expect(await line(graph)).toBe(
      "CONFIG_INVALID_VALUE at net.onnx layout: the input's shape [?, ?, ?, ?] does not tell where its 1 or 3 channels are; expected nhwc or nchw",
    );
    expect((await open(graph, { layout: 'nchw' })).input).toEqual({ height: 2, width: 2, channels: 3 });
  });

  it('of several outputs is judged by the one that is named', async () => {
    const graph = {
      outputs: [
        { name: 'flat', shape: ['n', 12] },
        { name: 'logits', shape: ['n', 2] },
      ],
    };
    expect((await open(graph, { output: 'flat' })).classes).toBe(12);
    expect(await line(graph)).toBe(
      'MODEL_INVALID at net.onnx output: the model has 2 outputs: flat, logits; expected the name of one of them',
    );
  });

  it.each<[string, Partial<Graph>]>([
    [
      'input "image" is float16; expected float32 or uint8',
      {
        inputs: [{ name: 'image', shape, type: 'float16' }],
        nodes: [
          { type: 'Cast', inputs: ['image'], outputs: ['cast'], attributes: { to: 1 } },
          { ...flatten, inputs: ['cast'] },
          matMul,
        ],
      },
    ],
    [
      'output "half" is float16; expected float32',
      {
        outputs: [{ name: 'half', shape: ['n', 2], type: 'float16' }],
        nodes: [
          flatten,
          matMul,
          { type: 'Cast', inputs: ['logits'], outputs: ['half'], attributes: { to: 10 } },
        ],
      },
    ],
  ])('whose %s is refused', async (message, graph) => {
    expect(await line(graph)).toBe(`MODEL_INVALID at net.onnx: the model's ${message}`);
  });

  it('of two inputs is refused', async () => {
    const inputs = [
      { name: 'image', shape },
      { name: 'mask', shape, type },
    ];
    const nodes = [
      { type: 'Add', inputs: ['image', 'mask'], outputs: ['sum'] },
      { ...flatten, inputs: ['sum'] },
      matMul,
    ];
    expect(await line({ inputs, nodes })).toBe(
      'MODEL_INVALID at net.onnx: the model has 2 inputs: image, mask; expected 1 input, the images',
    );
  });

  it('that gives a map is refused', async () => {
    expect(
      await line({
        nodes: [{ type: 'Relu', inputs: ['image'], outputs: ['logits'] }],
        outputs: [{ name: 'logits', shape }],
      }),
    ).toBe(
      "MODEL_INVALID at net.onnx: the model's output for 2 images has the shape [2, 3, 2, 2]; expected [2, classes]",
    );
  });

  it('that cannot be loaded or run is refused with the reason', async () => {
    expect(await line({ nodes: [{ ...flatten, type: 'Flatte' }, matMul] })).toMatch(
      /^MODEL_INVALID at net.onnx: the model cannot be loaded: .*Flatte/,
    );
    expect(await line({ inputs: [{ name: 'image', shape: ['n', 3, 'h', 'w'] }] }, { size: 3 })).toMatch(
      /^MODEL_INVALID at net.onnx: the model cannot be run: .*MatMul/,
    );
    await writeFile(file, 'this is no model');
    const description = await parseModelDescription({ model: file }, '.');
    expect(await errorLine(() => openOnnxModel(description), folder)).toMatch(
      /^MODEL_INVALID at net.onnx: the model cannot be loaded: /,
    );
  });

  it('has to be there', async () => {
    const description = await parseModelDescription({ model: 'none.onnx' }, folder);
    expect(await errorLine(() => openOnnxModel(description), folder)).toBe(
      'MODEL_NOT_FOUND at none.onnx: there is no such model',
    );
  });
});

describe('a package that is not there', () => {
  it('is named with the line that installs it', async () => {
    const name = '@augmix/no-such-package';
    const error = await importOptional(name, 'such models', () => import(name)).catch(
      (caught: unknown) => caught,
    );
    expect(isAugmixError(error) && error.toLine()).toBe(
      `DEPENDENCY_MISSING: such models need ${name}, which is not installed; npm install ${name}`,
    );
  });
});
