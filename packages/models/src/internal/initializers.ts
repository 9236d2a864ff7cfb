import { tensor, util, type Tensor } from '@tensorflow/tfjs-core';
import { initializers, type Shape } from '@tensorflow/tfjs-layers';
import { keyedStream } from '@augmix/core';

type Initializer = ReturnType<typeof initializers.zeros>;

// The stock initializer describes the distribution in saved configs; its numbers come from our own stream instead, in
// float64 and rounded once, so that they are the same on every backend.
function drawnFrom(stock: Initializer, draw: (shape: number[]) => () => number): Initializer {
  return Object.assign(stock, {
    apply(shape: Shape): Tensor {
      const sides = shape as number[];
      const next = draw(sides);
      const values = new Float32Array(util.sizeFromShape(sides));
      for (let place = 0; place < values.length; place++) values[place] = next();
      return tensor(values, sides);
    },
  });
}

/** Normal with variance 2 / (kernel height · kernel width · output channels), in the order of the kernel's memory. */
export function convolutionInitializer(seed: number, layerNumber: number): Initializer {
  const stock = initializers.varianceScaling({ scale: 2, mode: 'fanOut', distribution: 'normal' });
  return drawnFrom(stock, ([height, width, , out]) => {
    const stream = keyedStream({ seed, purpose: 'layer', index: layerNumber });
    const deviation = Math.sqrt(2 / (height * width * out));
    return () => deviation * stream.normal();
  });
}

/** Uniform in ±1 / √inputs: PyTorch's default for linear layers. */
export function linearInitializer(seed: number, layerNumber: number): Initializer {
  const stock = initializers.varianceScaling({ scale: 1 / 3, mode: 'fanIn', distribution: 'uniform' });
  return drawnFrom(stock, ([inputs]) => {
    const stream = keyedStream({ seed, purpose: 'layer', index: layerNumber });
    const limit = 1 / Math.sqrt(inputs);
    return () => stream.uniform(-limit, limit);
  });
}
