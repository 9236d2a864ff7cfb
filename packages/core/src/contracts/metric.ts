/** A batch of predictions: `logits` is `[count, classes]`, `labels` the true classes. */
export interface PredictionBatch {
  logits: Float32Array;
  classes: number;
  labels: ArrayLike<number>;
}

/** A number computed from predictions, batch by batch. */
export interface Metric {
  /** Unit of the result, such as `%`; empty for a plain number. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  reset(): void;
  update(batch: PredictionBatch): void;
  compute(): number;
}
