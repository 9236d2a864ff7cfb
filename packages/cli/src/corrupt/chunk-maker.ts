import {
  AugmixError,
  type AnyPlugin,
  type DatasetSplit,
  type Registry,
  type ResolvedRef,
  type Severity,
} from '@augmix/core';
import { createCorrupter, type Corrupter, type CorrupterSpec } from './corrupter.js';

/** What a chunk is made of; plain JSON, so that worker threads can be told. */
export interface ChunkSpec extends CorrupterSpec {
  dataset: ResolvedRef;
}

/** Consecutive images of one corruption at one severity. */
export interface ChunkRequest {
  corruption: string;
  severity: Severity;
  start: number;
  count: number;
}

/** Makes the bytes of corrupted images, on whatever thread. */
export class ChunkMaker {
  readonly #split: DatasetSplit;
  readonly #corrupter: Corrupter;

  private constructor(split: DatasetSplit, corrupter: Corrupter) {
    this.#split = split;
    this.#corrupter = corrupter;
  }

  static async create(registry: Registry<AnyPlugin>, spec: ChunkSpec): Promise<ChunkMaker> {
    const dataset = await registry.create('dataset', spec.dataset);
    return new ChunkMaker(await dataset.open('test'), await createCorrupter(registry, spec));
  }

  /** The images one after the other, `[count, height, width, channels]`. */
  async make({ corruption, severity, start, count }: ChunkRequest): Promise<Uint8Array> {
    let chunk: Uint8Array | undefined;
    for (let index = start; index < start + count; index++) {
      const image = await this.#split.read(index);
      const { data } = this.#corrupter(image, { corruption, severity, index });
      if (data.length !== image.data.length) {
        throw new AugmixError('IMAGE_UNSUPPORTED', `${corruption} changes the size of an image`);
      }
      chunk ??= new Uint8Array(count * data.length);
      chunk.set(data, (index - start) * data.length);
    }
    return chunk ?? new Uint8Array(0);
  }

  close(): void {
    this.#split.close?.();
  }
}
