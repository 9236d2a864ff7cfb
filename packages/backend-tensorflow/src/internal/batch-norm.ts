import { dispose, reshape, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { typeAttribute, type NativeBackend, type OpAttribute } from './native-backend.js';

/** Attributes that TensorFlow's batch norm ops and their gradient share. */
export const batchNormAttributes = (
  backend: NativeBackend,
  epsilon: number,
  training: boolean,
): OpAttribute[] => {
  const { binding } = backend;
  return [
    typeAttribute(backend, 'T'),
    typeAttribute(backend, 'U'),
    { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
    { name: 'epsilon', type: binding.TF_ATTR_FLOAT, value: epsilon },
    { name: 'is_training', type: binding.TF_ATTR_BOOL, value: training },
  ];
};

/** `[N, …, C]` as images `[N, pixels, 1, C]`, which TensorFlow's ops want; images as they are. */
export function flattened(x: TensorInfo): TensorInfo {
  if (x.shape.length === 4) return x;
  const pixels = x.shape.slice(1, -1).reduce((product, side) => product * side, 1);
  return reshape(x as Tensor, [x.shape[0], pixels, 1, x.shape.at(-1)!]);
}

/** A result in the shape of the kernel's input. */
export function shaped(result: Tensor, shape: number[]): Tensor {
  if (shape.length === 4) return result;
  const reshaped = reshape(result, shape);
  dispose(result);
  return reshaped;
}
