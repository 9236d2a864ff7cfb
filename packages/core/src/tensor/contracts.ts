import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** What a loss sees of a batch. */
export interface LossInput {
  /** `[views · B, classes]`: all images of the first view, then of the second, … */
  logits: Tensor2D;
  /** `[B, classes]`: class probabilities, one-hot for hard labels. */
  labels: Tensor2D;
  /** Number of views of each image. */
  views: number;
}

/** A differentiable scalar of a batch, built from TensorFlow.js ops. */
export interface Loss {
  /** The smallest number of views that it makes sense with (default 1). */
  readonly minimumViews?: number;
  /** Whether it compares views of one image, which labels mixed over a batch leave no sense to (default false). */
  readonly comparesViews?: boolean;
  compute(input: LossInput): Scalar;
}

/** What a model is built for. */
export interface ModelSpec {
  /** `[height, width, channels]` */
  inputShape: readonly [number, number, number];
  classes: number;
  /** Initial weights are drawn from streams of this seed with purpose `layer`. */
  seed: number;
}

/** A network architecture. */
export interface Model {
  /**
   * Builds the network with fresh weights: input `[B, H, W, C]`, output logits `[B, classes]`. Its layers have standard
   * class names and configs, so that a saved model loads in any TensorFlow.js program.
   */
  build(spec: ModelSpec): LayersModel;
}

/** Variables, gradients or optimizer state by name. */
export type NamedTensors = Record<string, Tensor>;

/** Changes weights, given gradients. */
export interface Optimizer {
  /** The base rate, which the schedule scales. */
  readonly learningRate: number;
  /** Updates the variables in place; both records have the same keys. */
  step(variables: Record<string, Variable>, gradients: NamedTensors, learningRate: number): void;
  /** What a resume needs; the tensors stay owned by the optimizer. */
  state(): NamedTensors;
  /** Takes over a copy of a saved state. */
  restore(state: NamedTensors): void;
  dispose(): void;
}

/** The learning rate over a run. */
export interface Schedule {
  /** The rate for step `step` (from 0) of `total`. */
  rate(step: number, total: number, learningRate: number): number;
}

/** Where tensors live and computations run. */
export interface Backend {
  /**
   * Whether each worker thread can start one of its own, which computes on one core (default false): what it takes to train
   * with replicas.
   */
  readonly replicable?: boolean;
  /** Whether what it needs is on this machine (default true), found out without starting it. */
  isInstalled?(): Promise<boolean>;
  /** Makes it TensorFlow.js's current backend. @throws AugmixError `BACKEND_UNAVAILABLE`. */
  start(): Promise<void>;
  /** Facts about it for `environment.json` and `augmix doctor`, such as versions and SIMD. */
  describe(): Promise<Record<string, string>>;
}
