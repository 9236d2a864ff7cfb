import type { Batch } from '@augmix/pipeline';

/**
 * Shares of a batch, as even as can be; the first ones take what is left over, so that replica 0 always has an image.
 *
 * @returns for each replica, the first of its images and their number, which may be 0.
 */
export function shardsOf(count: number, replicas: number): { start: number; count: number }[] {
  const even = Math.floor(count / replicas);
  const left = count % replicas;
  return Array.from({ length: replicas }, (_, replica) => ({
    start: replica * even + Math.min(replica, left),
    count: even + (replica < left ? 1 : 0),
  }));
}

/** Room for a share of a batch, in memory that threads may share. */
export interface ShardMemory {
  images: SharedArrayBuffer;
  labels: SharedArrayBuffer;
  softLabels: SharedArrayBuffer;
}

/** What a row of a batch has. */
export interface RowLengths {
  views: number;
  /** Values of one view of an image. */
  image: number;
  classes: number;
}

/** Makes room for `count` images. */
export function shardMemory(count: number, { views, image, classes }: RowLengths): ShardMemory {
  return {
    images: new SharedArrayBuffer(4 * count * views * image),
    labels: new SharedArrayBuffer(4 * count),
    softLabels: new SharedArrayBuffer(4 * count * classes),
  };
}

/** The share that lies in a memory. */
export function shardIn(
  memory: ShardMemory,
  count: number,
  isSoft: boolean,
  { views, image, classes }: RowLengths,
): Batch {
  return {
    images: new Float32Array(memory.images, 0, count * views * image),
    labels: new Int32Array(memory.labels, 0, count),
    ...(isSoft && { softLabels: new Float32Array(memory.softLabels, 0, count * classes) }),
    count,
  };
}

/** Copies a share of a batch, all views of its images, to a batch of its own. */
export function copyShard(
  batch: Batch,
  start: number,
  shard: Batch,
  { views, image, classes }: RowLengths,
): void {
  const { count } = shard;
  for (let view = 0; view < views; view++) {
    const from = (view * batch.count + start) * image;
    shard.images.set(batch.images.subarray(from, from + count * image), view * count * image);
  }
  shard.labels.set(batch.labels.subarray(start, start + count));
  shard.softLabels?.set(batch.softLabels!.subarray(start * classes, (start + count) * classes));
}
