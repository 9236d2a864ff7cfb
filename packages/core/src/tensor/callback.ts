import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Numbers of one training step. */
export interface StepReport {
  /** Steps done, from 1. */
  step: number;
  totalSteps: number;
  /** Current epoch, from 1. */
  epoch: number;
  epochs: number;
  loss: number;
  learningRate: number;
  /** Training examples (not views) per second, smoothed. */
  imagesPerSecond: number;
  secondsLeft: number;
}

/** Numbers of one finished epoch. */
export interface EpochReport {
  epoch: number;
  epochs: number;
  step: number;
  /** Mean training loss of the epoch. */
  loss: number;
  learningRate: number;
  seconds: number;
  /** Metrics on the validation images, if there are any. */
  validation: Record<string, number>;
  /** True when these are the best so far. */
  isBest: boolean;
}

/** What a callback may look at. */
export interface RunInfo {
  /** The run directory. */
  readonly directory: string;
  /** The resolved config. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly model: LayersModel;
  /** Step that training starts or goes on from. */
  readonly startStep: number;
  readonly totalSteps: number;
}

/** Code that runs at named moments of a training run; every hook may be async and is awaited. */
export interface Callback {
  /** Hooks of lower priority run first (default 0). */
  readonly priority?: number;
  onRunStart?(run: RunInfo): void | Promise<void>;
  onEpochStart?(epoch: number): void | Promise<void>;
  onStepEnd?(report: StepReport): void | Promise<void>;
  onEpochEnd?(report: EpochReport): void | Promise<void>;
  onRunEnd?(run: RunInfo): void | Promise<void>;
  /** Numbers to keep in checkpoints, so that a resumed run goes on exactly. */
  state?(): unknown;
  restore?(state: unknown): void;
}
