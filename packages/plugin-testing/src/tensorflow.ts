import type { LossInput, Model, NamedTensors, Optimizer } from '@augmix/core/tensor';

/** A tensor, as the contracts of `@augmix/core/tensor` have it. */
export type Tensor = NamedTensors[string];

/** Logits or labels, as a loss takes them. */
export type Rows = LossInput['logits'];

/** What a model builds. */
export type Network = ReturnType<Model['build']>;

export type Variables = Parameters<Optimizer['step']>[0];

/** The files of a saved model, held in memory. */
export type Artifacts = object;

/**
 * What the kit needs of TensorFlow.js. The module is passed in, so that exactly one copy is loaded:
 * `@tensorflow/tfjs-core` will do, and with `@tensorflow/tfjs` models are saved and loaded too.
 */
export interface TensorFlow {
  tensor(values: number[], shape: number[]): Tensor;
  tidy<Result extends Tensor | void>(work: () => Result): Result;
  memory(): { numTensors: number };
  grad(of: (x: Tensor) => Tensor): (x: Tensor) => Tensor;
  variable(initial: Tensor, trainable?: boolean): Variables[string];
  matMul(a: Tensor, b: Tensor): Tensor;
  getBackend(): string;
  setBackend(name: string): Promise<boolean>;
  engine?(): { backendName?: string };
  loadLayersModel?(source: { load(): Promise<never> }): Promise<Network>;
}
