import type { ErrorCode, ErrorDetails } from '@augmix/core';
import type { BatchRequest, PipelineSpec } from '../pipeline-spec.js';

export interface WorkerData {
  modules: readonly string[];
  spec: PipelineSpec;
}

export interface WorkerTask {
  request: BatchRequest;
  /** Room for float32 values. */
  images: SharedArrayBuffer;
  /** Room for int32 values. */
  labels: SharedArrayBuffer;
  /** Room for float32 values, when there is a batch augmentation. */
  softLabels?: SharedArrayBuffer;
}

export interface WorkerReply {
  failure?: { code: ErrorCode; message: string; details: ErrorDetails };
}
