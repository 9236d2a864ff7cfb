import type { Normalization, ResolvedRef, SplitName } from '@augmix/core';

/** What a batch is made of; plain JSON, so that worker threads can be told. */
export interface PipelineSpec {
  seed: number;
  dataset: ResolvedRef;
  split: SplitName;
  /**
   * Ops with a `sample` of their own, applied once per record and shared by all its views. They start from the record before
   * any resize or crop of its data set, whose `readOriginal` gives it; without transforms a record is what `read` gives.
   */
  transforms: readonly ResolvedRef[];
  augmentation: ResolvedRef;
  /** Mixes the images and labels of each batch; needs a single view. */
  batchAugmentation?: ResolvedRef;
  views: readonly ('clean' | 'augmented')[];
  normalization: Normalization;
  /** Folder that relative paths in options start from. */
  folder: string;
}

/** Which records a batch holds, in order. */
export interface BatchRequest {
  epoch: number;
  /** Number of the batch in its epoch, from 0 (default 0): what a batch augmentation draws depends on it. */
  batch?: number;
  indices: Uint32Array;
}

/** Shape of one view of one record. */
export interface ViewShape {
  height: number;
  width: number;
  channels: number;
}
