/** A batch of predictions: `logits` is `[count, classes]`, `labels` the true classes. */
export interface PredictionBatch {
  logits: Float32Array;
  classes: number;
  labels: ArrayLike<number>;
}

/** How a bootstrap confidence interval is made. */
export interface IntervalOptions {
  /** Share of resamples inside the interval (default 0.95). */
  level?: number;
  /** How many times the predictions are drawn anew, with replacement (default 1000). */
  resamples?: number;
  /** Seed of the draws (default 0). */
  seed?: number;
}

/** A number computed from predictions, batch by batch. */
export interface Metric {
  /** Unit of the result, such as `%`; empty for a plain number. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  reset(): void;
  update(batch: PredictionBatch): void;
  compute(): number;
  /** Lower and upper bound of a bootstrap confidence interval; left out by a metric that has none. */
  interval?(options?: IntervalOptions): readonly [number, number];
}
