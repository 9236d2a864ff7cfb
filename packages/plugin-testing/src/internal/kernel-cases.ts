import type * as tfjs from '@tensorflow/tfjs-core';

/** All of TensorFlow.js's ops; what is passed in has them. */
export type Ops = typeof tfjs;

/** One computation on small tensors, whose results and gradients do not depend on the backend. */
export interface KernelCase {
  readonly name: string;
  /** Shapes of the inputs, whose values are in −2 … 2. */
  readonly shapes: readonly number[][];
  compute(tf: Ops, inputs: tfjs.Tensor[]): tfjs.Tensor;
  /** Whether the gradient is compared too (default true). */
  readonly differentiable?: boolean;
}

/** Computations that one law is about. */
export interface KernelFamily {
  /** What is computed, as in "computes … as the cpu backend does". */
  readonly what: string;
  readonly cases: readonly KernelCase[];
}

type Image = tfjs.Tensor4D;

const sizes: readonly [number, number][] = [
  [6, 6],
  [7, 5],
];

const convolutions = (
  paddings: readonly ('same' | 'valid' | number)[],
  strides: readonly (number | [number, number])[],
): KernelCase[] =>
  [1, 3].flatMap((side) =>
    sizes.flatMap(([height, width]) =>
      strides.flatMap((stride) =>
        paddings.map((padding) => ({
          name: `${side}×${side} on ${height}×${width}, stride ${String(stride)}, padding ${padding}`,
          shapes: [
            [2, height, width, 3],
            [side, side, 3, 4],
          ],
          compute: (tf: Ops, [x, filter]: tfjs.Tensor[]) =>
            tf.conv2d(x as Image, filter as Image, stride, padding),
        })),
      ),
    ),
  );

const poolings = (name: 'average' | 'maximum', pool: (tf: Ops) => typeof tfjs.avgPool): KernelCase[] =>
  [2, 3].flatMap((window) =>
    sizes.flatMap(([height, width]) =>
      [1, 2].flatMap((stride) =>
        (['same', 'valid'] as const).map((padding) => ({
          name: `${name} ${window}×${window} on ${height}×${width}, stride ${stride}, padding ${padding}`,
          shapes: [[2, height, width, 3]],
          compute: (tf: Ops, [x]: tfjs.Tensor[]) => pool(tf)(x as Image, window, stride, padding),
          // The reference leaves padded places out of an average, but not out of its gradient.
          differentiable: name === 'maximum' || padding === 'valid',
        })),
      ),
    ),
  );

const unary = (name: string, compute: (tf: Ops, x: tfjs.Tensor) => tfjs.Tensor): KernelCase => ({
  name,
  shapes: [[3, 5]],
  compute: (tf, [x]) => compute(tf, x),
});

const binary = (
  names: readonly ('add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum' | 'squaredDifference')[],
  shapes: readonly [number[], number[]][],
): KernelCase[] =>
  names.flatMap((name) =>
    shapes.map((pair) => ({
      name: `${name} of ${pair.map((shape) => `[${shape.join(', ')}]`).join(' and ')}`,
      shapes: pair,
      compute: (tf: Ops, [a, b]: tfjs.Tensor[]) =>
        // Away from 0, where a quotient says nothing.
        (name === 'div' ? tf.div(a, tf.add(tf.abs(b), 1)) : tf[name](a, b)) as tfjs.Tensor,
    })),
  );

const equal: [number[], number[]] = [
  [2, 3, 4],
  [2, 3, 4],
];

const binaries: readonly KernelCase[] = [
  ...binary(
    ['add', 'sub', 'mul', 'div'],
    [
      equal,
      [[2, 3, 4], [4]],
      [
        [2, 1, 4],
        [3, 1],
      ],
      [[2, 3], []],
    ],
  ),
  // Their gradients do not broadcast in TensorFlow.js.
  ...binary(['maximum', 'minimum', 'squaredDifference'], [equal]),
];

const reductions = (['sum', 'mean', 'max'] as const).flatMap((name) =>
  [undefined, 0, -1, [1, 2], [0, 1, 2]].map((axes) => ({
    name: `${name} over ${axes === undefined ? 'everything' : `axes ${String(axes)}`}`,
    shapes: [[2, 3, 4, 5]],
    compute: (tf: Ops, [x]: tfjs.Tensor[]) => tf[name](x, axes) as tfjs.Tensor,
  })),
);

/** What models, losses and optimizers compute with, family by family. */
export const kernelFamilies: readonly KernelFamily[] = [
  { what: 'convolutions', cases: convolutions(['same', 'valid'], [1, 2, [2, 1]]) },
  // Where both come together, TensorFlow.js takes the stride of rows for columns, too.
  { what: 'convolutions padded by a number', cases: convolutions([1], [1, 2]) },
  {
    what: 'pooling',
    cases: [...poolings('average', (tf) => tf.avgPool), ...poolings('maximum', (tf) => tf.maxPool as never)],
  },
  {
    what: 'batch norm with given statistics',
    cases: [[2, 5, 3, 4]].map((shape) => ({
      name: `on [${shape.join(', ')}]`,
      shapes: [shape, [4], [4], [4], [4]],
      compute: (tf: Ops, [x, mean, variance, offset, scale]: tfjs.Tensor[]) =>
        tf.batchNorm(
          x as Image,
          mean as tfjs.Tensor1D,
          tf.add(tf.abs(variance), 0.5) as tfjs.Tensor1D,
          offset as tfjs.Tensor1D,
          scale as tfjs.Tensor1D,
          1e-3,
        ),
    })),
  },
  {
    what: 'matrix products',
    cases: [false, true].flatMap((ofA) =>
      [false, true].map((ofB) => ({
        name: `transposed ${ofA}, ${ofB}`,
        shapes: [ofA ? [5, 3] : [3, 5], ofB ? [4, 5] : [5, 4]],
        compute: (tf: Ops, [a, b]: tfjs.Tensor[]) => tf.matMul(a, b, ofA, ofB),
      })),
    ),
  },
  { what: 'arithmetic with broadcasting', cases: binaries },
  {
    what: 'elementwise functions',
    cases: [
      unary('relu', (tf, x) => tf.relu(x)),
      unary('exp', (tf, x) => tf.exp(x)),
      unary('log', (tf, x) => tf.log(tf.add(tf.abs(x), 0.5))),
      unary('sqrt', (tf, x) => tf.sqrt(tf.add(tf.abs(x), 0.5))),
      unary('rsqrt', (tf, x) => tf.rsqrt(tf.add(tf.abs(x), 0.5))),
      unary('square', (tf, x) => tf.square(x)),
      unary('abs', (tf, x) => tf.abs(x)),
      unary('neg', (tf, x) => tf.neg(x)),
      unary('clipByValue', (tf, x) => tf.clipByValue(x, -1, 1)),
      unary('where', (tf, x) => tf.where(tf.tensor1d([1, 0, 1, 1, 0], 'bool'), x, tf.mul(x, 2))),
    ],
  },
  {
    what: 'softmax',
    cases: [
      unary('softmax', (tf, x) => tf.softmax(x)),
      unary('log softmax', (tf, x) => tf.logSoftmax(x)),
      unary('log sum exp', (tf, x) => tf.logSumExp(x, 1)),
    ],
  },
  { what: 'sums, means and maxima', cases: reductions },
  {
    what: 'changes of shape',
    cases: [
      unary('reshape', (tf, x) => tf.reshape(x, [5, 3])),
      unary('transpose', (tf, x) => tf.transpose(x)),
      unary('slice', (tf, x) => tf.slice(x, [1, 2], [2, 3])),
      unary('pad', (tf, x) =>
        tf.pad(x, [
          [1, 2],
          [0, 3],
        ]),
      ),
      unary('tile', (tf, x) => tf.tile(x, [2, 3])),
      unary('gather', (tf, x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32'))),
      unary('split', (tf, x) => tf.addN(tf.split(tf.transpose(x), 5))),
      {
        name: 'concat',
        shapes: [
          [2, 3],
          [2, 1],
        ],
        compute: (tf, inputs) => tf.concat(inputs, 1),
      },
      {
        name: 'stack and unstack',
        shapes: [
          [2, 3],
          [2, 3],
        ],
        compute: (tf, inputs) => tf.addN(tf.unstack(tf.stack(inputs, 1), 2)),
      },
      {
        ...unary('cast of a comparison', (tf, x) => tf.cast(tf.greater(x, 0.3), 'float32')),
        differentiable: false,
      },
      {
        name: 'one-hot',
        shapes: [[3]],
        compute: (tf) => tf.cast(tf.oneHot(tf.tensor1d([0, 2, 1], 'int32'), 3), 'float32'),
        differentiable: false,
      },
      {
        name: 'argMax',
        shapes: [[3, 5]],
        compute: (tf, [x]) => tf.argMax(x, 1),
        differentiable: false,
      },
    ],
  },
];
