import { AugmixError } from '@augmix/core';
import type { ConvolutionExports } from './convolution-exports.js';
import { relaxedSimd, simd } from './training-module.generated.js';

/** What assembly/ exports. Addresses are bytes in the memory of the backend. */
export interface TrainingExports extends ConvolutionExports {
  batchNormTraining(
    x: number,
    gamma: number,
    beta: number,
    y: number,
    mean: number,
    variance: number,
    rows: number,
    channels: number,
    epsilon: number,
    rectifies: number,
    scratch: number,
  ): void;
  batchNormInference(
    x: number,
    gamma: number,
    beta: number,
    mean: number,
    variance: number,
    y: number,
    rows: number,
    channels: number,
    epsilon: number,
    rectifies: number,
    scratch: number,
  ): void;
  batchNormTrainingGradient(
    dy: number,
    x: number,
    gamma: number,
    beta: number,
    mean: number,
    variance: number,
    dx: number,
    dGamma: number,
    dBeta: number,
    rows: number,
    channels: number,
    epsilon: number,
    rectifies: number,
    scratch: number,
  ): void;
  copyRows(
    from: number,
    to: number,
    bytes: number,
    fromStride: number,
    toStride: number,
    count: number,
  ): void;
  nesterovUpdate(
    value: number,
    gradient: number,
    velocity: number,
    newValue: number,
    newVelocity: number,
    count: number,
    rate: number,
    momentum: number,
    decay: number,
    nesterov: number,
  ): void;
  reluGradient(dy: number, y: number, dx: number, count: number): void;
}

/** The part of tfjs-backend-wasm's backend that kernels use. */
export interface WasmBackend {
  wasm: {
    asm: { memory: LinearMemory };
    HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): TensorHandle;
}

interface TensorHandle {
  dataId: object;
  shape: number[];
  dtype: 'float32';
}

interface LinearMemory {
  readonly buffer: ArrayBuffer;
}

// Typed here: the types of Node.js lack WebAssembly and those of browsers bring in the whole DOM.
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
  validate(bytes: Uint8Array): boolean;
}

const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

let compiled: object | undefined;

function compile(): object {
  const relaxed = bytesOf(relaxedSimd);
  return new webAssembly.Module(webAssembly.validate(relaxed) ? relaxed : bytesOf(simd));
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const instances = new WeakMap<object, TrainingExports>();

/** The kernels, working in the memory of this backend. */
export function trainingExports(backend: WasmBackend): TrainingExports {
  let exports = instances.get(backend);
  if (!exports) {
    const { memory } = backend.wasm.asm;
    exports = new webAssembly.Instance((compiled ??= compile()), { env: { memory } })
      .exports as TrainingExports;
    instances.set(backend, exports);
  }
  return exports;
}

/** Where the values of a tensor lie. Memory may grow, but never moves: addresses stay. */
export function addressOf(backend: WasmBackend, tensor: { dataId: object }): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/** Gives `work` some memory of the backend, aligned to 64 bytes, and takes it back. */
export function withScratch<Result>(
  backend: WasmBackend,
  bytes: number,
  work: (address: number) => Result,
): Result {
  const block = backend.wasm._malloc(bytes + 63);
  if (block === 0) {
    throw new AugmixError('BACKEND_UNAVAILABLE', `Backend wasm has no ${bytes} bytes of memory left.`, {
      suggestion: 'a smaller batch',
    });
  }
  try {
    return work((((block >>> 0) + 63) & ~63) >>> 0);
  } finally {
    backend.wasm._free(block);
  }
}
