import { fusedKernels, type NesterovUpdateAttributes, type NesterovUpdateInputs } from '@augmix/core/tensor';
import {
  add,
  concat,
  mul,
  reshape,
  split,
  sub,
  tidy,
  type KernelConfig,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

/** All variables as one long vector: a few ops for a whole network, where each of its variables would take eight. */
export const nesterovUpdateConfig: KernelConfig = {
  kernelName: fusedKernels.nesterovUpdate,
  backendName: 'tensorflow',
  kernelFunc: ({ inputs, attrs }) =>
    nesterovUpdate(inputs as unknown as NesterovUpdateInputs, attrs as unknown as NesterovUpdateAttributes),
};

function nesterovUpdate(inputs: NesterovUpdateInputs, attributes: NesterovUpdateAttributes): Tensor[] {
  const { count, learningRate, momentum, weightDecay, nesterov } = attributes;
  const all = (name: 'value' | 'gradient' | 'velocity'): Tensor[] =>
    Array.from({ length: count }, (_, i) => inputs[`${name}${i}`] as Tensor);
  const values = all('value');
  return tidy(() => {
    const value = joined(values);
    const gradient = add(joined(all('gradient')), mul(value, weightDecay));
    const velocity = add(mul(joined(all('velocity')), momentum), gradient);
    const direction = nesterov ? add(gradient, mul(velocity, momentum)) : velocity;
    return [...apart(sub(value, mul(direction, learningRate)), values), ...apart(velocity, values)];
  });
}

const joined = (tensors: Tensor[]): Tensor1D =>
  concat(tensors.map((tensor) => withShape(tensor, [tensor.size]) as Tensor1D));

const apart = (vector: Tensor, like: Tensor[]): Tensor[] =>
  split(
    vector,
    like.map(({ size }) => size),
  ).map((part, i) => withShape(part, like[i].shape));

/** Most variables of a network are vectors already, and an operation costs more than the arithmetic on one of them. */
const withShape = (tensor: Tensor, shape: number[]): Tensor =>
  tensor.rank === 1 && shape.length === 1 ? tensor : reshape(tensor, shape);
