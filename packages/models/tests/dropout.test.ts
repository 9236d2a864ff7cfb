import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { Dropout } from '../src/index.js';
import { startBackend } from './start-backend.js';

const draw = (layer: Dropout, size = 64) =>
  [...(layer.apply(tf.ones([1, size]), { training: true }) as tf.Tensor).dataSync()].join();

describe('dropout', () => {
  beforeAll(() => startBackend('cpu'));

  test('a mask is a matter of seed, layer, step, replica and call within the step', () => {
    const masks = [
      { streamSeed: 1, layerNumber: 0, step: 0 },
      { streamSeed: 2, layerNumber: 0, step: 0 },
      { streamSeed: 1, layerNumber: 1, step: 0 },
      { streamSeed: 1, layerNumber: 0, step: 1 },
      { streamSeed: 1, layerNumber: 0, step: 0, replica: 1 },
    ].flatMap(({ step, replica, ...key }) => {
      const layer = new Dropout({ rate: 0.5, ...key });
      const drawStep = () => (layer.beginStep(step, replica), [draw(layer), draw(layer)]);
      const first = drawStep();
      draw(layer);
      expect(drawStep()).toEqual(first);
      return first;
    });
    expect(new Set(masks).size).toBe(masks.length);
  });

  test('drops about the given share and keeps the mean', () => {
    const layer = new Dropout({ rate: 0.3, streamSeed: 5 });
    const output = (layer.apply(tf.ones([100, 100]), { training: true }) as tf.Tensor).dataSync();
    const dropped = output.filter((value) => value === 0).length / output.length;
    // Five standard deviations of a share of 10 000 draws.
    expect(Math.abs(dropped - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / 10000));
    expect(new Set(output)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
  });

  test('changes nothing in inference, nor at rate 0', () => {
    const x = tf.tensor1d([1, 2, 3]);
    expect((new Dropout({ rate: 0.9 }).apply(x) as tf.Tensor).arraySync()).toEqual([1, 2, 3]);
    expect((new Dropout({ rate: 0 }).apply(x, { training: true }) as tf.Tensor).arraySync()).toEqual([
      1, 2, 3,
    ]);
  });

  test('the gradient goes through what was kept', () => {
    const layer = new Dropout({ rate: 0.5, streamSeed: 3 });
    const x = tf.ones([1, 32]);
    layer.beginStep(4);
    const output = layer.apply(x, { training: true }) as tf.Tensor;
    layer.beginStep(4);
    const gradient = tf.grad((x) => tf.sum(layer.apply(x, { training: true }) as tf.Tensor))(x);
    expect(gradient.arraySync()).toEqual(output.arraySync());
  });

  test('has the class name and config of the stock layer', () => {
    const own = new Dropout({ name: 'dropout', rate: 0.25, streamSeed: 9 });
    const stock = layers.dropout({ name: 'dropout', rate: 0.25 });
    expect(own.getClassName()).toBe(stock.getClassName());
    expect(own.getConfig()).toEqual(stock.getConfig());
  });

  test.each([-0.1, 1, NaN])('refuses the rate %p', (rate) => {
    expect(() => new Dropout({ rate })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});
