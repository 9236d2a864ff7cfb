import { fileURLToPath } from 'node:url';
import { AugmixError, type AnyPlugin, type PluginKind, type PluginRef, type Registry } from '@augmix/core';
import { Piscina } from 'piscina';
import { createBatchMaker, type BatchMaker } from './batch-maker.js';
import type { WorkerReply, WorkerTask } from './internal/worker-messages.js';
import type { BatchRequest, PipelineSpec, ViewShape } from './pipeline-spec.js';
import { refuseInlinePlugins } from './refuse-inline-plugins.js';

/** Augmented images with their labels. The arrays are reused: they are valid until the next batch is asked for. */
export interface Batch {
  /** `[views · count, height, width, channels]`, normalised; all records of the first view come first. */
  images: Float32Array;
  /** `[count]` */
  labels: Int32Array;
  /** `[count, classes]`: class probabilities, when a batch augmentation has mixed the labels. */
  softLabels?: Float32Array;
  count: number;
}

/** Which batches to make. */
export interface BatchPlan {
  epoch: number;
  /** Record indices in the order in which they are wanted. */
  order: Uint32Array;
  batchSize: number;
  /** Batches to leave out at the start, for a resume in the middle of an epoch (default 0). */
  skip?: number;
}

/** How batches are made; it changes the speed, never the batches. */
export interface PipelineOptions {
  /** Worker threads; 0 makes the batches in the calling thread (default 1). */
  workers?: number;
  /** Batches that are made ahead (default 4). */
  prefetch?: number;
  log?: (line: string) => void;
}

/** Turns records into augmented batches, ahead of who needs them. */
export interface Pipeline {
  readonly length: number;
  readonly classes: readonly string[];
  readonly shape: ViewShape;
  label(index: number): number;
  /** The batches of a plan, in order. No more than `prefetch` are made ahead. */
  batches(plan: BatchPlan): AsyncGenerator<Batch, void, void>;
  /** Ends the worker threads and closes the data set. */
  close(): Promise<void>;
}

/**
 * Opens a pipeline. Every random number depends on (seed, epoch, record, view) alone, so that any number of workers gives
 * the same batches. What a batch augmentation draws depends on (seed, epoch, number of the batch).
 *
 * @throws AugmixError `PLUGIN_INLINE` when workers are asked for and a plugin was given in code; what the data set and the
 * plugins throw; `WORKER_FAILED` from `batches` when a thread ends unexpectedly.
 * @example
 * ```ts
 * import { createImage, createRegistry, defineDataset, z } from '@augmix/core';
 * import { plugins as mixing } from '@augmix/mixing/plugins';
 * import { createPipeline, type PipelineSpec } from '@augmix/pipeline';
 * const squares = defineDataset({
 *   name: 'acme/squares',
 *   summary: 'Dark and bright squares.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     classes: ['dark', 'bright'],
 *     open: async () => ({
 *       length: 2,
 *       label: (index) => index,
 *       read: (index) => createImage(2, 2, 1, new Uint8Array(4).fill(255 * index)),
 *     }),
 *   }),
 * });
 * const spec: PipelineSpec = {
 *   seed: 1,
 *   dataset: { type: 'acme/squares' },
 *   split: 'test',
 *   transforms: [],
 *   augmentation: { type: 'none' },
 *   views: ['clean', 'augmented'],
 *   normalization: { mean: [0.5], std: [0.5] },
 *   folder: '.',
 * };
 * const registry = createRegistry().use(mixing).use(squares);
 * const pipeline = await createPipeline(registry, spec, { workers: 0 });
 * for await (const batch of pipeline.batches({ epoch: 0, order: Uint32Array.of(1, 0), batchSize: 2 })) {
 *   [...batch.labels]; // => [1, 0]
 *   batch.images.length; // => 16
 * }
 * await pipeline.close();
 * ```
 */
export async function createPipeline<P extends AnyPlugin>(
  registry: Registry<P>,
  spec: PipelineSpec,
  { workers = 1, prefetch = 4, log }: PipelineOptions = {},
): Promise<Pipeline> {
  if (workers > 0) refuseUnsendable(registry, spec);
  const maker = await createBatchMaker(registry, spec, log);
  return workers === 0
    ? new DirectPipeline(maker, spec)
    : new ThreadedPipeline(maker, spec, registry.modules(), workers, prefetch);
}

function refuseUnsendable<P extends AnyPlugin>(registry: Registry<P>, spec: PipelineSpec): void {
  const { dataset, augmentation, batchAugmentation, transforms } = spec;
  const named: [PluginKind, PluginRef][] = [
    ['dataset', dataset],
    ['augmentation', augmentation],
    ...transforms.map((ref): [PluginKind, PluginRef] => ['op', ref]),
  ];
  if (batchAugmentation) named.push(['batch-augmentation', batchAugmentation]);
  refuseInlinePlugins(registry, named, { path: 'pipeline.workers', without: 'set pipeline.workers to 0' });
}

function* requests({ epoch, order, batchSize, skip = 0 }: BatchPlan): Generator<BatchRequest> {
  for (let start = skip * batchSize; start < order.length; start += batchSize) {
    // A copy, because a worker task would otherwise carry the whole order.
    yield { epoch, batch: start / batchSize, indices: order.slice(start, start + batchSize) };
  }
}

/** Records of the largest batch of a plan. */
const largestBatch = ({ order, batchSize }: BatchPlan): number => Math.min(batchSize, order.length);

abstract class MakerPipeline {
  protected readonly maker: BatchMaker;
  /** Values of all views of one record. */
  protected readonly recordLength: number;
  /** Whether labels are mixed. */
  protected readonly isSoft: boolean;

  constructor(maker: BatchMaker, spec: PipelineSpec) {
    this.maker = maker;
    this.isSoft = spec.batchAugmentation !== undefined;
    const { height, width, channels } = maker.shape;
    this.recordLength = spec.views.length * height * width * channels;
  }

  get length(): number {
    return this.maker.length;
  }
  get classes(): readonly string[] {
    return this.maker.classes;
  }
  get shape(): ViewShape {
    return this.maker.shape;
  }
  label(index: number): number {
    return this.maker.label(index);
  }
}

class DirectPipeline extends MakerPipeline implements Pipeline {
  async *batches(plan: BatchPlan): AsyncGenerator<Batch, void, void> {
    const largest = largestBatch(plan);
    const images = new Float32Array(largest * this.recordLength);
    const labels = new Int32Array(largest);
    const classes = this.classes.length;
    const softLabels = this.isSoft ? new Float32Array(largest * classes) : undefined;
    for (const request of requests(plan)) {
      const count = request.indices.length;
      const batch = {
        images: images.subarray(0, count * this.recordLength),
        labels: labels.subarray(0, count),
        ...(softLabels && { softLabels: softLabels.subarray(0, count * classes) }),
        count,
      };
      await this.maker.fill(request, batch.images, batch.labels, batch.softLabels);
      yield batch;
    }
  }

  async close(): Promise<void> {
    this.maker.close();
  }
}

/** Shared memory of one batch. */
interface Slot {
  images: SharedArrayBuffer;
  labels: SharedArrayBuffer;
  softLabels?: SharedArrayBuffer;
}

class ThreadedPipeline extends MakerPipeline implements Pipeline {
  readonly #pool: Piscina<WorkerTask, WorkerReply>;
  readonly #ahead: number;
  #slots: Slot[] = [];
  #isClosed = false;

  constructor(
    maker: BatchMaker,
    spec: PipelineSpec,
    modules: readonly string[],
    workers: number,
    prefetch: number,
  ) {
    super(maker, spec);
    this.#ahead = Math.max(workers, prefetch);
    this.#pool = new Piscina({
      filename: fileURLToPath(new URL('./worker.js', import.meta.url)),
      workerData: { modules, spec },
      minThreads: workers,
      maxThreads: workers,
      // A thread that spins for work would take a core from the training thread.
      atomics: 'disabled',
      // Jest's and tsx's loader flags do not concern worker threads.
      execArgv: [],
    });
    // A worker that dies rejects its task; without a listener the event itself would end the process.
    this.#pool.on('error', () => {});
  }

  async *batches(plan: BatchPlan): AsyncGenerator<Batch, void, void> {
    const slots = this.#takeSlots(largestBatch(plan));
    const free = [...slots];
    const waiting: { slot: Slot; count: number; reply: Promise<WorkerReply> }[] = [];
    const queue = requests(plan);
    const fillUp = (): void => {
      while (free.length > 0) {
        const next = queue.next();
        if (next.done) return;
        const slot = free.pop()!;
        const reply = this.#pool.run({ request: next.value, ...slot });
        // Awaited in its turn; until then a rejection must not count as unhandled.
        reply.catch(() => {});
        waiting.push({ slot, count: next.value.indices.length, reply });
      }
    };
    try {
      for (fillUp(); waiting.length > 0; fillUp()) {
        const { slot, count, reply } = waiting.shift()!;
        await this.#check(reply);
        yield {
          images: new Float32Array(slot.images, 0, count * this.recordLength),
          labels: new Int32Array(slot.labels, 0, count),
          ...(slot.softLabels && {
            softLabels: new Float32Array(slot.softLabels, 0, count * this.classes.length),
          }),
          count,
        };
        free.push(slot);
      }
    } finally {
      // Who stops early leaves tasks under way, and their slots must not be written to later.
      await Promise.allSettled(waiting.map(({ reply }) => reply));
      this.#slots = slots;
    }
  }

  async #check(reply: Promise<WorkerReply>): Promise<void> {
    let failure: WorkerReply['failure'];
    try {
      ({ failure } = await reply);
    } catch (cause) {
      const reason = this.#isClosed ? 'the pipeline was closed' : (cause as Error).message;
      throw new AugmixError('WORKER_FAILED', `a worker thread failed: ${reason}`, { cause });
    }
    if (failure) throw new AugmixError(failure.code, failure.message, failure.details);
  }

  // They are taken away until they are no longer used: a plan that starts meanwhile gets others.
  #takeSlots(batchSize: number): Slot[] {
    const kept = this.#slots;
    this.#slots = [];
    const floats = Float32Array.BYTES_PER_ELEMENT;
    const bytes = batchSize * this.recordLength * floats;
    if (kept.length > 0 && kept[0].images.byteLength >= bytes) return kept;
    // One more than is made ahead: the one that is being read.
    return Array.from({ length: this.#ahead + 1 }, () => ({
      images: new SharedArrayBuffer(bytes),
      labels: new SharedArrayBuffer(batchSize * Int32Array.BYTES_PER_ELEMENT),
      ...(this.isSoft && { softLabels: new SharedArrayBuffer(batchSize * this.classes.length * floats) }),
    }));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pool.destroy();
    this.maker.close();
  }
}
