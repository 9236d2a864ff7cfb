import { writeFile } from 'node:fs/promises';
import type { LayersModel } from '@tensorflow/tfjs-layers';

type Shape = (number | string)[];

/** A graph as the example's encoder takes it. */
export interface Graph {
  name: string;
  inputs: { name: string; shape: Shape; type?: string }[];
  outputs: { name: string; shape: Shape; type?: string }[];
  nodes: { type: string; inputs: string[]; outputs: string[]; attributes?: Record<string, unknown> }[];
  weights: { name: string; shape: number[]; data: Float32Array | BigInt64Array }[];
}

const example = (file: string) =>
  new URL(`../../../../examples/judge-an-onnx-model/${file}`, import.meta.url).href;

const { encodeOnnx } = (await import(example('onnx-file.mjs'))) as {
  encodeOnnx(graph: Graph): Uint8Array;
};
const { networkToOnnx } = (await import(example('network-to-onnx.mjs'))) as {
  networkToOnnx(
    model: LayersModel,
    options?: { batch?: number; layout?: 'nchw' | 'nhwc' },
  ): Promise<Uint8Array>;
};

export async function saveOnnx(
  model: LayersModel,
  file: string,
  options: { batch?: number; layout?: 'nchw' | 'nhwc' } = {},
): Promise<string> {
  await writeFile(file, await networkToOnnx(model, options));
  return file;
}

/** A graph that flattens its image and multiplies it with weights, with what a test changes. */
export async function saveGraph(file: string, changes: Partial<Graph>): Promise<string> {
  const graph: Graph = {
    name: 'linear',
    inputs: [{ name: 'image', shape: ['n', 3, 2, 2] }],
    outputs: [{ name: 'logits', shape: ['n', 2] }],
    nodes: [
      { type: 'Flatten', inputs: ['image'], outputs: ['flat'], attributes: { axis: 1 } },
      { type: 'MatMul', inputs: ['flat', 'weights'], outputs: ['logits'] },
    ],
    weights: [
      { name: 'weights', shape: [12, 2], data: Float32Array.from({ length: 24 }, (_, index) => index) },
    ],
    ...changes,
  };
  await writeFile(file, encodeOnnx(graph));
  return file;
}
