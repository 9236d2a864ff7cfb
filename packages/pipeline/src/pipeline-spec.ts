import type { Normalization, ResolvedRef, SplitName } from '@augmix/core';

/** What a batch is made of; plain JSON, so that worker threads can be told. */
export interface PipelineSpec {
  seed: number;
  dataset: ResolvedRef;
  split: SplitName;
  /** Ops with randomness of their own, applied once per record and shared by all its views. */
  transforms: readonly ResolvedRef[];
  augmentation: ResolvedRef;
  views: readonly ('clean' | 'augmented')[];
  normalization: Normalization;
  /** Folder that relative paths in options start from. */
  folder: string;
}

/** Which records a batch holds, in order. */
export interface BatchRequest {
  epoch: number;
  indices: Uint32Array;
}

/** Shape of one view of one record. */
export interface ViewShape {
  height: number;
  width: number;
  channels: number;
}
