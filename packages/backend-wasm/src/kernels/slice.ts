import { Slice, slice_util, type KernelConfig, type SliceAttrs, type Tensor } from '@tensorflow/tfjs-core';
import { stockKernel } from '../internal/stock-kernel.js';
import { addressOf, trainingExports, type WasmBackend } from '../internal/training-module.js';

const stock = stockKernel(Slice);

/**
 * A window of a float32 tensor in one pass. The backend's own kernel first copies the whole tensor and then moves one row
 * of the last axis at a time.
 */
export const sliceConfig: KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const x = parameters.inputs['x'] as Tensor;
    if (x.dtype !== 'float32') return stock.kernelFunc(parameters);
    const attributes = parameters.attrs as unknown as SliceAttrs;
    const [begin, size] = slice_util.parseSliceParams(x, attributes.begin, attributes.size);
    const wasm = parameters.backend as unknown as WasmBackend;
    const out = wasm.makeOutput(size, 'float32');
    const { copyRows } = trainingExports(wasm);
    if (!size.includes(0)) {
      for (const { from, to, bytes, stride, count } of rowsOfWindow(x.shape, begin, size)) {
        copyRows(addressOf(wasm, x) + from, addressOf(wasm, out) + to, bytes, stride, bytes, count);
      }
    }
    return out;
  },
};

/** Rows of equal length at equal distances, in bytes. */
interface Rows {
  from: number;
  to: number;
  bytes: number;
  stride: number;
  count: number;
}

/** The window as few groups of long rows: trailing axes of which nothing is cut off lengthen the rows. */
function* rowsOfWindow(shape: number[], begin: number[], size: number[]): Generator<Rows> {
  let last = shape.length - 1;
  let inner = 4;
  for (; last > 0 && size[last] === shape[last]; last--) inner *= shape[last];
  if (last < 0) return void (yield { from: 0, to: 0, bytes: 4, stride: 4, count: 1 });
  const bytes = size[last] * inner;
  const stride = shape[last] * inner;
  const axis = last - 1; // over which the rows of a group repeat
  const count = axis < 0 ? 1 : size[axis];
  const groups = size.slice(0, Math.max(0, axis)).reduce((product, side) => product * side, 1);
  for (let group = 0; group < groups; group++) {
    let [from, rest, block] = [begin[last] * inner, group, stride];
    if (axis >= 0) {
      from += begin[axis] * block;
      block *= shape[axis];
    }
    for (let outer = axis - 1; outer >= 0; outer--) {
      from += (begin[outer] + (rest % size[outer])) * block;
      rest = Math.floor(rest / size[outer]);
      block *= shape[outer];
    }
    yield { from, to: group * count * bytes, bytes, stride, count };
  }
}
