import type { Metric } from '@augmix/core';
import type { Cell } from './cell.js';
import type { Journal } from './journal.js';
import { judgeCell, type CellPredictions, type CellRecord } from './judge-cell.js';
import type { Chunk, ChunkPredictions } from './predict-chunk.js';

/** A cell and how much of it is judged. */
export interface PlannedCell {
  cell: Cell;
  /** Number of records. */
  count: number;
  /** Images per record. */
  frames: number;
}

/** Predicts some records of a cell with every model. */
export type ChunkPredictor = (cell: Cell, chunk: Chunk) => Promise<ChunkPredictions>;

/** How an evaluation is done. */
export interface JudgeCellsOptions {
  cells: readonly PlannedCell[];
  /** Names of the models, in the order of the predictor's logits. */
  models: readonly string[];
  classes: number;
  metrics: Readonly<Record<string, Metric>>;
  predict: ChunkPredictor;
  /** How many chunks are asked for at the same time (default 1). */
  concurrency?: number;
  /** Images per chunk (default 500). It must be the same for all sittings of an evaluation. */
  chunkImages?: number;
  journal?: Journal;
  /** Told what was predicted of a cell, before it is judged. */
  onPredictions?(cell: Cell, predictions: CellPredictions): Promise<void>;
  /** Told after each chunk, and at the start when some are known: those came from the journal and took no time. */
  onProgress?(progress: { done: number; known: number; total: number; cell: Cell }): void;
}

/**
 * Predicts and judges cell by cell. Chunks of one cell and of the next are predicted at the same time; what is judged does
 * not depend on how many. A cell that the journal knows is not predicted again.
 *
 * @returns one record per cell, in their order.
 * @throws AugmixError `LOGITS_INVALID`, and what the predictor throws. The cells that were done stay in the journal.
 * @example
 * ```ts
 * import { judgeCells } from '@augmix/evaluation';
 * import { error } from '@augmix/metrics';
 * const [clean] = await judgeCells({
 *   cells: [{ cell: { kind: 'clean' }, count: 4, frames: 1 }],
 *   models: ['zero'],
 *   classes: 2,
 *   metrics: { error: error() },
 *   predict: async (_, { start, count }) => ({
 *     logits: [Float32Array.from({ length: 2 * count }, (_, index) => 1 - (index % 2))],
 *     labels: Int32Array.from({ length: count }, (_, index) => (start + index) % 2),
 *   }),
 * });
 * 'metrics' in clean.models.zero && clean.models.zero.metrics.error.value; // => 50
 * ```
 */
export async function judgeCells(options: JudgeCellsOptions): Promise<CellRecord[]> {
  const { cells, concurrency = 1, journal, onProgress } = options;
  const known = await Promise.all(cells.map(async ({ cell }) => journal?.read(cell)));
  const total = imagesOf(cells);
  const knownImages = imagesOf(cells.filter((_, place) => known[place]));
  const chunks = cells.filter((_, place) => !known[place]).flatMap((planned) => chunksOf(planned, options));
  const replies = predictAhead(chunks, concurrency, options.predict);
  let done = knownImages;
  if (done > 0) onProgress?.({ done, known: knownImages, total, cell: cells[0].cell });
  const records: CellRecord[] = [];
  for (const [place, { cell, count, frames }] of cells.entries()) {
    let record = known[place];
    if (!record) {
      const parts: ChunkPredictions[] = [];
      for (let predicted = 0; predicted < count;) {
        const { chunk, reply } = (await replies.next()).value!;
        parts.push(reply);
        predicted += chunk.count;
        done += chunk.count * frames;
        onProgress?.({ done, known: knownImages, total, cell });
      }
      const predictions = join(parts, { count, frames }, options);
      await options.onPredictions?.(cell, predictions);
      record = judgeCell(cell, predictions, options.metrics);
      await journal?.write(cell, record);
    }
    records.push(record);
  }
  return records;
}

const imagesOf = (cells: readonly PlannedCell[]): number =>
  cells.reduce((sum, { count, frames }) => sum + count * frames, 0);

interface CellChunk {
  cell: Cell;
  chunk: Chunk;
}

function chunksOf(
  { cell, count, frames }: PlannedCell,
  { chunkImages = 500 }: JudgeCellsOptions,
): CellChunk[] {
  const records = Math.max(1, Math.floor(chunkImages / frames));
  return Array.from({ length: Math.ceil(count / records) }, (_, index) => {
    const start = index * records;
    return { cell, chunk: { start, count: Math.min(records, count - start) } };
  });
}

/** Predicts chunks in order, some of them at the same time. */
async function* predictAhead(
  chunks: readonly CellChunk[],
  concurrency: number,
  predict: ChunkPredictor,
): AsyncGenerator<{ chunk: Chunk; reply: ChunkPredictions }, void, void> {
  const waiting: Promise<ChunkPredictions>[] = [];
  let next = 0;
  for (const { chunk } of chunks) {
    while (next < chunks.length && waiting.length < concurrency) {
      const reply = predict(chunks[next].cell, chunks[next].chunk);
      // Awaited in its turn; until then a rejection must not count as unhandled.
      reply.catch(() => {});
      waiting.push(reply);
      next++;
    }
    yield { chunk, reply: await waiting.shift()! };
  }
}

function join(
  parts: readonly ChunkPredictions[],
  { count, frames }: { count: number; frames: number },
  { models, classes }: JudgeCellsOptions,
): CellPredictions {
  const logits = models.map((name, place): [string, Float32Array] => {
    const whole = new Float32Array(count * frames * classes);
    let offset = 0;
    for (const part of parts) {
      whole.set(part.logits[place], offset);
      offset += part.logits[place].length;
    }
    return [name, whole];
  });
  const labels = parts[0]?.labels && Int32Array.from(parts.flatMap((part) => [...part.labels!]));
  return { count, frames, classes, labels, logits: Object.fromEntries(logits) };
}
