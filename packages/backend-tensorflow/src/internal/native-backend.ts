import type { DataType, KernelBackend, Tensor, TensorInfo } from '@tensorflow/tfjs-core';

/** The part of tfjs-node's native addon that is used here. */
export interface Binding {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_TYPE: number;
}

/** An attribute of a TensorFlow op. */
export interface OpAttribute {
  name: string;
  /** One of the binding's `TF_ATTR_…`. */
  type: number;
  value: boolean | number | string | readonly number[];
}

/** tfjs-node's backend: it runs any TensorFlow op by name. Its results are tensors that the caller disposes of. */
export interface NativeBackend extends KernelBackend {
  readonly binding: Binding;
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(op: string, attributes: OpAttribute[], inputs: readonly TensorInfo[]): Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: OpAttribute[],
    inputs: readonly TensorInfo[],
    outputs: number,
  ): Tensor[];
}

/** The attribute that names the type of an op's tensors. */
export const typeAttribute = (
  { binding }: NativeBackend,
  name: string,
  type: Extract<DataType, 'float32' | 'int32'> = 'float32',
): OpAttribute => ({
  name,
  type: binding.TF_ATTR_TYPE,
  value: type === 'float32' ? binding.TF_FLOAT : binding.TF_INT32,
});
