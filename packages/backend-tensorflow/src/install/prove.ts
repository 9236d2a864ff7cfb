// A program of its own: trains a small network on an installation, and prints what came of it as JSON.
import { isAugmixError } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import { startTensorflowBackend } from '../start-tensorflow-backend.js';
import type { Device } from './manifest.js';
import type { Proof } from './proof.js';

const [images, side, channels, classes, steps] = [16, 8, 8, 16, 3] as const;
const learningRate = 0.5;

interface Step {
  loss: tf.Scalar;
  filter: tf.Tensor4D;
  weights: tf.Tensor2D;
}

/** Convolution, ReLU, average, linear layer: forward and, step by step, backward. TensorFlow.js keeps its gradients in another package. */
function train(x: tf.Tensor4D, labels: tf.Tensor2D, filter: tf.Tensor4D, weights: tf.Tensor2D): Step {
  const hidden = tf.relu(tf.conv2d(x, filter, 1, 'same'));
  const features = tf.mean(hidden, [1, 2]) as tf.Tensor2D;
  const probabilities = tf.softmax(tf.matMul(features, weights));
  const loss = tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.log(probabilities)), 1))) as tf.Scalar;
  const errors = tf.div(tf.sub(probabilities, labels), images) as tf.Tensor2D;
  const shared = tf.div(tf.matMul(errors, weights, false, true), side * side);
  const dy = tf.mul(tf.reshape(shared, [images, 1, 1, channels]), tf.step(hidden));
  const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: filter.shape };
  const filterGradient: tf.Tensor4D = tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attributes);
  return {
    loss,
    filter: tf.sub(filter, tf.mul(filterGradient, learningRate)),
    weights: tf.sub(weights, tf.mul(tf.matMul(features, errors, true), learningRate)),
  };
}

async function prove(version: string, device: Device): Promise<Proof> {
  const { version: running, device: used, threads } = await startTensorflowBackend({ version, device });
  const x = tf.randomUniform<tf.Rank.R4>([images, side, side, 3], 0, 1, 'float32', 1);
  const labels = tf.oneHot(tf.range(0, images, 1, 'int32'), classes) as tf.Tensor2D;
  let filter = tf.randomNormal<tf.Rank.R4>([3, 3, 3, channels], 0, 0.2, 'float32', 2);
  let weights = tf.randomNormal<tf.Rank.R2>([channels, classes], 0, 0.3, 'float32', 3);
  const losses: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const next = train(x, labels, filter, weights);
    losses.push((await next.loss.data())[0]);
    ({ filter, weights } = next);
  }
  if (!losses.every(Number.isFinite) || losses[steps] >= losses[0])
    throw new Error(`the loss went from ${losses[0]} to ${losses[steps]}`);
  return { version: running, device: used, threads, losses, milliseconds: Math.round(performance.now()) };
}

const [version, device] = process.argv.slice(2);
prove(version, device as Device).then(
  (proof) => process.stdout.write(`${JSON.stringify(proof)}\n`),
  (error: unknown) => {
    process.stderr.write(`${isAugmixError(error) ? error.toLine() : (error as Error).message}\n`);
    process.exitCode = 1;
  },
);
