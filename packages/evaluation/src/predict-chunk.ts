import { AugmixError } from '@augmix/core';
import type { CellImages } from './cell-images.js';
import type { Predictor } from './predictor.js';

/** Some records of a cell. */
export interface Chunk {
  /** Index of the first record. */
  start: number;
  /** Number of records. */
  count: number;
}

/** What several networks say about the same records. */
export interface ChunkPredictions {
  /** One array per network, `[count, frames, classes]`. */
  logits: Float32Array[];
  /** `[count]`, where the cell has labels. */
  labels?: Int32Array;
}

/** Images per call of a network, when nothing else is said. */
const defaultBatchSize = 250;

/**
 * Reads records once and shows them to every network.
 *
 * @throws AugmixError `MODEL_MISMATCH` for an image that is not of a network's size, and what reading and predicting throw.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { predictChunk, type CellImages, type Predictor } from '@augmix/evaluation';
 * const images: CellImages = {
 *   length: 2,
 *   frames: 1,
 *   label: (index) => index,
 *   read: (index) => [createImage(1, 1, 1, Uint8Array.of(100 * index))],
 * };
 * const bright: Predictor = {
 *   classes: 2,
 *   input: { height: 1, width: 1, channels: 1 },
 *   predict: async (batch) => Float32Array.from([...batch].flatMap((level) => [50, level])),
 *   dispose() {},
 * };
 * const { logits, labels } = await predictChunk([bright], images, { start: 0, count: 2 });
 * [...logits[0]]; // => [50, 0, 50, 100]
 * [...labels!]; // => [0, 1]
 * ```
 */
export async function predictChunk(
  networks: readonly Predictor[],
  images: CellImages,
  { start, count }: Chunk,
  batchSize = defaultBatchSize,
): Promise<ChunkPredictions> {
  const { frames } = images;
  const logits = networks.map(({ classes }) => new Float32Array(count * frames * classes));
  const perBatch = Math.max(1, Math.floor(batchSize / frames));
  for (let done = 0; done < count; done += perBatch) {
    const records = Math.min(perBatch, count - done);
    const batch = await readBatch(networks, images, start + done, records);
    for (const [place, network] of networks.entries()) {
      const part = await network.predict(batch, records * frames);
      logits[place].set(part, done * frames * network.classes);
    }
  }
  const { label } = images;
  return { logits, labels: label && Int32Array.from({ length: count }, (_, index) => label(start + index)) };
}

async function readBatch(
  networks: readonly Predictor[],
  images: CellImages,
  start: number,
  records: number,
): Promise<Uint8Array> {
  const { height, width, channels } = networks[0].input;
  const bytes = height * width * channels;
  const batch = new Uint8Array(records * images.frames * bytes);
  for (let record = 0; record < records; record++) {
    for (const [frame, image] of (await images.read(start + record)).entries()) {
      if (image.height !== height || image.width !== width || image.channels !== channels) {
        throw new AugmixError(
          'MODEL_MISMATCH',
          `image ${start + record} is ${image.width}×${image.height}×${image.channels}, the model takes ${width}×${height}×${channels}`,
        );
      }
      batch.set(image.data, (record * images.frames + frame) * bytes);
    }
  }
  return batch;
}
