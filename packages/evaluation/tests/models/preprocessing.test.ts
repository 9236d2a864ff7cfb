import { beforeAll, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { createImage } from '@augmix/core';
import { renderClean } from '@augmix/mixing';
import { layers, sequential, type LayersModel, type Shape } from '@tensorflow/tfjs-layers';
import { predictorOf, type ModelDescription } from '../../src/models/index.js';
import { errorLine } from './sample.js';

beforeAll(async () => void (await startWasmBackend()));

/** A network whose logits are its input, in the order of memory. */
function mirror(inputShape: Shape): LayersModel {
  // From 4 axes to 2: a flatten layer would turn the channels of some inputs.
  const outputs = inputShape.reduce<number>((size, side) => size * side!, 1);
  return sequential({ layers: [layers.reshape({ inputShape, targetShape: [outputs] })] });
}

async function inputOf(
  inputShape: Shape,
  images: Uint8Array,
  description: Partial<ModelDescription>,
  count = 1,
): Promise<Float32Array> {
  const model = mirror(inputShape);
  const predictor = await predictorOf(model, description);
  const values = await predictor.predict(images, count);
  model.dispose();
  return values;
}

/** Every level in every channel. */
const levels = Uint8Array.from({ length: 3 * 256 }, (_, place) => Math.floor(place / 3));

describe('8-bit levels become', () => {
  it.each([
    { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
    { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
    { mean: [0.5], std: [0.5] },
    { mean: [0], std: [1] },
  ])('the floats of the training pipeline, bit by bit: %j', async (normalization) => {
    const expected = new Float32Array(levels.length);
    renderClean(createImage(16, 16, 3, levels), normalization, expected);
    expect(await inputOf([16, 16, 3], levels, normalization)).toEqual(expected);
  });

  it('0 … 1 when nothing is said, and what the range says', async () => {
    const plain = new Float32Array(levels.length);
    renderClean(createImage(16, 16, 3, levels), { mean: [0], std: [1] }, plain);
    expect(await inputOf([16, 16, 3], levels, {})).toEqual(plain);
    expect(await inputOf([16, 16, 3], levels, { range: [0, 255] })).toEqual(Float32Array.from(levels));
    const halves = new Float32Array(levels.length);
    renderClean(createImage(16, 16, 3, levels), { mean: [0.5], std: [0.5] }, halves);
    expect(await inputOf([16, 16, 3], levels, { range: [-1, 1] })).toEqual(halves);
  });

  it('blue, green, red where the model wants them so, mean and deviation in that order', async () => {
    const caffe = {
      layout: 'nhwc',
      range: [0, 255],
      channelOrder: 'bgr',
      mean: [104, 117, 124],
      std: [1, 2, 4],
    } as const;
    const description = {
      ...caffe,
      range: [0, 255] as [number, number],
      mean: [...caffe.mean],
      std: [...caffe.std],
    };
    const images = Uint8Array.of(124, 119, 105, 128, 117, 104);
    expect([...(await inputOf([1, 2, 3], images, description))]).toEqual([1, 1, 0, 0, 0, 1]);
  });

  it('planes where the channels are first', async () => {
    const images = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    const found = await inputOf([3, 1, 2], images, { range: [0, 255] }, 2);
    expect([...found]).toEqual([1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12]);
  });

  it('one channel of grey images', async () => {
    const found = await inputOf([2, 2, 1], Uint8Array.of(0, 10, 20, 30), { range: [0, 255], mean: [10] });
    expect([...found]).toEqual([-10, 0, 10, 20]);
  });

  it('integers where the model takes integers', async () => {
    const model = sequential({
      layers: [
        layers.embedding({
          batchInputShape: [null, 1, 1, 3],
          inputDim: 256,
          outputDim: 2,
          dtype: 'int32',
        } as never),
        layers.flatten(),
      ],
    });
    expect(model.inputs[0].dtype).toBe('int32');
    const predictor = await predictorOf(model, { layout: 'nhwc' });
    const [table] = model.getWeights();
    const rows = (await table.data()) as Float32Array;
    const found = await predictor.predict(Uint8Array.of(7, 0, 255), 1);
    expect([...found]).toEqual([7, 0, 255].flatMap((level) => [rows[2 * level], rows[2 * level + 1]]));
    expect(await errorLine(() => predictorOf(model, { model: 'net', layout: 'nhwc', mean: [0.5] }))).toBe(
      'CONFIG_CONFLICT at net mean: the model takes int32 levels as they are, without mean; leave out mean',
    );
  });
});

describe('what a model leaves open', () => {
  const open = (inputShape: Shape): LayersModel =>
    sequential({
      layers: [
        layers.conv2d({ inputShape, filters: 2, kernelSize: 1, kernelInitializer: 'ones' }),
        layers.globalAveragePooling2d({}),
      ],
    });

  it('is the size of the images, which the description or the data set tells', async () => {
    const model = open([null, null, 3]);
    expect((await predictorOf(model, { size: [4, 6] }, { images: { height: 9, width: 9 } })).input).toEqual({
      height: 4,
      width: 6,
      channels: 3,
    });
    expect((await predictorOf(model, {}, { images: { height: 9, width: 8 } })).input).toEqual({
      height: 9,
      width: 8,
      channels: 3,
    });
    expect(await errorLine(() => predictorOf(model, { file: 'a.yaml' }))).toBe(
      'CONFIG_INVALID_VALUE at a.yaml size: a value is missing: the model takes images of any size; expected the side of the images',
    );
  });

  it('is the layout, where both ends could be channels', async () => {
    expect(await errorLine(() => predictorOf(mirror([3, 5, 3]), { model: 'net' }))).toBe(
      "CONFIG_INVALID_VALUE at net layout: the input's shape [?, 3, 5, 3] does not tell where its 1 or 3 channels are; expected nhwc or nchw",
    );
    expect((await predictorOf(mirror([3, 5, 3]), { layout: 'nchw' })).input).toEqual({
      height: 5,
      width: 3,
      channels: 3,
    });
    expect((await predictorOf(mirror([3, 5, 1]), { channels: 3 })).input).toEqual({
      height: 5,
      width: 1,
      channels: 3,
    });
  });
});

describe('a description that is not that of the model', () => {
  it.each([
    [
      [32, 32, 3],
      { size: [224, 224] },
      'MODEL_MISMATCH at net size: the model takes images of 32×32, its description says 224×224',
    ],
    [
      [32, 32, 3],
      { layout: 'nhwc', channels: 1 },
      'MODEL_MISMATCH at net channels: the model takes 3 channels, its description says 1',
    ],
    [[8, 8, 4], { layout: 'nhwc' }, 'MODEL_MISMATCH at net: the model takes 4 channels; expected 1 or 3'],
    [
      [8, 8, 1],
      { mean: [1, 2, 3] },
      'CONFIG_INVALID_VALUE at net mean: mean has 3 numbers, the model 1 channel; expected 1',
    ],
    [
      [8, 3],
      {},
      "MODEL_INVALID at net: the model's input has the shape [?, 8, 3]; expected [batch, height, width, channels] or [batch, channels, height, width]",
    ],
  ])('is refused: %j %j', async (shape, description, message) => {
    const model = mirror(shape);
    expect(
      await errorLine(() => predictorOf(model, { model: 'net', ...description } as ModelDescription)),
    ).toBe(message);
    model.dispose();
  });
});

describe('outputs', () => {
  const layout = 'nhwc' as const;
  const images = Uint8Array.of(10, 20, 30, 200, 100, 50);
  const build = (activation: 'softmax' | 'linear'): LayersModel =>
    sequential({
      layers: [
        layers.flatten({ inputShape: [1, 1, 3] }),
        layers.dense({ units: 3, activation, kernelInitializer: 'identity' }),
      ],
    });

  it('that are probabilities become their logarithms, which give the same probabilities', async () => {
    const logits = await (await predictorOf(build('linear'), { layout })).predict(images, 2);
    for (const outputs of [undefined, 'probabilities'] as const) {
      const logs = await (await predictorOf(build('softmax'), { layout, outputs })).predict(images, 2);
      for (const row of [0, 3]) {
        for (const place of [1, 2]) {
          expect(logs[row + place] - logs[row]).toBeCloseTo(logits[row + place] - logits[row], 5);
        }
      }
    }
    const kept = await (
      await predictorOf(build('softmax'), { layout, outputs: 'logits' })
    ).predict(images, 2);
    expect(kept[0] + kept[1] + kept[2]).toBeCloseTo(1, 6);
  });

  it('stay finite where a probability is 0', async () => {
    const predictor = await predictorOf(build('softmax'), { layout, range: [0, 255] });
    const logs = await predictor.predict(Uint8Array.of(255, 0, 0), 1);
    expect(logs[0]).toBeCloseTo(0);
    expect(logs[1]).toBeCloseTo(-126 * Math.LN2);
  });

  it('that are said to be probabilities have to be', async () => {
    const predictor = await predictorOf(build('linear'), { layout, model: 'net', outputs: 'probabilities' });
    expect(await errorLine(() => predictor.predict(images, 2))).toBe(
      'MODEL_MISMATCH at net outputs: the outputs are no probabilities: they are negative or their sum is not 1; say "outputs: logits"',
    );
  });

  it('are put in the order of the data set’s classes', async () => {
    const description = { layout, range: [0, 255] as [number, number], classes: ['red', 'green', 'blue'] };
    const predictor = await predictorOf(build('linear'), description, { classes: ['blue', 'red'] });
    expect(predictor.classes).toBe(2);
    expect([...(await predictor.predict(images, 2))]).toEqual([30, 10, 50, 200]);
  });

  it('of one value are no classes', async () => {
    expect(await errorLine(() => predictorOf(mirror([1, 1, 1]), { model: 'net', layout }))).toBe(
      "MODEL_INVALID at net: the model's output for 2 images has the shape [2, 1]; expected [2, classes]",
    );
  });
});
