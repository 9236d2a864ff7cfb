import type { ErrorCode, ErrorDetails, ResolvedRunConfig } from '@augmix/core';
import type { ViewShape } from '@augmix/pipeline';
import type { ShardMemory } from './shards.js';

/** What a replica's thread is started with. */
export interface ReplicaData {
  /** From 1: the training thread is replica 0. */
  replica: number;
  modules: readonly string[];
  config: ResolvedRunConfig;
  folder: string;
  shape: ViewShape;
  classes: number;
  memory: ReplicaMemory;
}

/** Memory that a replica shares with the training thread; float32 but for labels. */
export interface ReplicaMemory {
  shard: ShardMemory;
  /** All weights of the model, in its order: read before each step. */
  weights: SharedArrayBuffer;
  /** The gradients of its trainable weights, in its order: written in each step. */
  gradients: SharedArrayBuffer;
}

/** A step to do, with what lies in the memory. */
export interface ReplicaTask {
  step: number;
  count: number;
  isSoft: boolean;
}

/** The answer to a task; the first one, without a loss, says that the replica has started. */
export interface ReplicaReply {
  loss?: number;
  failure?: { code: ErrorCode; message: string; details: ErrorDetails };
}
