import {
  AugmixError,
  ConfigError,
  keyedStream,
  type AnyPlugin,
  type Augmentation,
  type BatchAugmentation,
  type CreateSettings,
  type DatasetSplit,
  type Image,
  type Op,
  type Registry,
  type ResolvedRef,
  type Size,
} from '@augmix/core';
import type { BatchRequest, PipelineSpec, ViewShape } from './pipeline-spec.js';

/** Makes batches in the thread that it lives in. */
export interface BatchMaker {
  /** Number of records of the split. */
  readonly length: number;
  readonly classes: readonly string[];
  readonly shape: ViewShape;
  /** Class of a record. */
  label(index: number): number;
  /**
   * Fills `images` with `[views · count, height, width, channels]` float32 values, all records of the first view before
   * those of the second, and `labels` with `count` classes. A batch augmentation mixes the images and writes
   * `[count, classes]` probabilities to `softLabels`; without one these are one-hot.
   */
  fill(
    request: BatchRequest,
    images: Float32Array,
    labels: Int32Array,
    softLabels?: Float32Array,
  ): Promise<void>;
  close(): void;
}

/**
 * Opens the data set of a spec and creates its transforms and augmentation.
 *
 * @throws AugmixError what the data set and the plugins throw; `CONFIG_CONFLICT` for a batch augmentation of several views;
 * `IMAGE_UNSUPPORTED` from `fill` when a record has another shape than the first one.
 * @example
 * ```ts
 * import { createImage, createRegistry, defineDataset, z } from '@augmix/core';
 * import { plugins as mixing } from '@augmix/mixing/plugins';
 * import { createBatchMaker } from '@augmix/pipeline';
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
 * const maker = await createBatchMaker(createRegistry().use(mixing).use(squares), {
 *   seed: 1,
 *   dataset: { type: 'acme/squares' },
 *   split: 'test',
 *   transforms: [],
 *   augmentation: { type: 'none' },
 *   views: ['clean', 'augmented'],
 *   normalization: { mean: [0.5], std: [0.5] },
 *   folder: '.',
 * });
 * const images = new Float32Array(2 * 2 * 4); // views × records × values
 * const labels = new Int32Array(2);
 * await maker.fill({ epoch: 0, indices: Uint32Array.of(1, 0) }, images, labels);
 * [...labels]; // => [1, 0]
 * [images[0], images[4]]; // => [1, -1]
 * maker.close();
 * ```
 */
export async function createBatchMaker<P extends AnyPlugin>(
  registry: Registry<P>,
  spec: PipelineSpec,
  log?: (line: string) => void,
): Promise<BatchMaker> {
  const plugins = registry as unknown as Registry<AnyPlugin>;
  const settings = { folder: spec.folder, log };
  const dataset = await plugins.create('dataset', spec.dataset, settings);
  const transforms = await Promise.all(spec.transforms.map((ref) => plugins.create('op', ref, settings)));
  for (const transform of transforms) {
    if (!transform.sample) {
      throw new AugmixError('CONFIG_CONFLICT', `op "${transform.name}" draws nothing of its own`, {
        path: 'transforms',
        expected: 'a transform such as horizontal_flip, pad_crop or random_resized_crop',
      });
    }
  }
  const renderers: Partial<Record<ViewKind, Augmentation>> = {};
  for (const view of new Set(spec.views)) {
    const ref = view === 'clean' ? { type: 'none' } : spec.augmentation;
    renderers[view] = await plugins.create('augmentation', ref, settings);
  }
  const mixer =
    spec.batchAugmentation && (await createMixer(plugins, spec, spec.batchAugmentation, settings));
  const split = await dataset.open(spec.split);
  const parts: Parts = { spec, split, transforms, renderers, mixer };
  try {
    const first = await transformed(parts, 0, 0);
    checkNormalization(spec, first.channels);
    return new RecordBatchMaker(parts, dataset.classes, {
      height: first.height,
      width: first.width,
      channels: first.channels,
    });
  } catch (error) {
    split.close?.();
    throw error;
  }
}

async function createMixer(
  plugins: Registry<AnyPlugin>,
  { views }: PipelineSpec,
  ref: ResolvedRef,
  settings: CreateSettings,
): Promise<BatchAugmentation> {
  if (views.length !== 1) {
    throw new ConfigError(
      'CONFIG_CONFLICT',
      `batch augmentation "${ref.type}" mixes images with each other, and there are ${views.length} views of each`,
      { expected: 'a single view' },
      ['views'],
    );
  }
  return plugins.create('batch-augmentation', ref, settings);
}

function checkNormalization({ normalization: { mean, std } }: PipelineSpec, channels: number): void {
  for (const { length } of [mean, std]) {
    if (length === 1 || length === channels) continue;
    throw new ConfigError(
      'CONFIG_CONFLICT',
      `normalization has ${length} entries, and images have ${channels} channels`,
      { expected: `1 or ${channels} entries` },
      ['normalization'],
    );
  }
}

type ViewKind = PipelineSpec['views'][number];

interface Parts {
  spec: PipelineSpec;
  split: DatasetSplit;
  transforms: readonly Op[];
  /** What makes each kind of view that the spec has. */
  renderers: Partial<Record<ViewKind, Augmentation>>;
  mixer?: BatchAugmentation;
}

async function transformed({ spec, split, transforms }: Parts, epoch: number, index: number): Promise<Image> {
  if (transforms.length === 0) return split.read(index);
  let image = await (split.readOriginal?.(index) ?? split.read(index));
  const stream = keyedStream({ seed: spec.seed, purpose: 'base', epoch, index });
  for (const transform of transforms) {
    const size: Size = { width: image.width, height: image.height };
    image = transform.apply(image, transform.sample!(stream, size));
  }
  return image;
}

class RecordBatchMaker implements BatchMaker {
  readonly #parts: Parts;
  readonly classes: readonly string[];
  readonly shape: ViewShape;

  constructor(parts: Parts, classes: readonly string[], shape: ViewShape) {
    this.#parts = parts;
    this.classes = classes;
    this.shape = shape;
  }

  get length(): number {
    return this.#parts.split.length;
  }

  label(index: number): number {
    return this.#parts.split.label(index);
  }

  async fill(
    request: BatchRequest,
    images: Float32Array,
    labels: Int32Array,
    softLabels?: Float32Array,
  ): Promise<void> {
    const { epoch, indices } = request;
    const { spec, split, renderers } = this.#parts;
    const { height, width, channels } = this.shape;
    const viewLength = height * width * channels;
    for (const [place, index] of indices.entries()) {
      const image = await transformed(this.#parts, epoch, index);
      this.#checkShape(image, index);
      labels[place] = split.label(index);
      for (const [view, kind] of spec.views.entries()) {
        const offset = (view * indices.length + place) * viewLength;
        const out = images.subarray(offset, offset + viewLength);
        const renderer = renderers[kind]!;
        const stream = keyedStream({ seed: spec.seed, purpose: 'view', epoch, index, view });
        renderer.render(image, renderer.sample(stream, { width, height }), spec.normalization, out);
      }
    }
    if (this.#parts.mixer && !softLabels) {
      throw new AugmixError('INVALID_ARGUMENT', 'mixed labels have nowhere to go', { path: 'softLabels' });
    }
    if (softLabels) this.#mix(request, images.subarray(0, indices.length * viewLength), labels, softLabels);
  }

  #mix(
    { epoch, batch = 0, indices: { length: count } }: BatchRequest,
    images: Float32Array,
    labels: Int32Array,
    softLabels: Float32Array,
  ): void {
    const { spec, mixer } = this.#parts;
    const classes = this.classes.length;
    const rows = softLabels.subarray(0, count * classes).fill(0);
    for (let row = 0; row < count; row++) rows[row * classes + labels[row]] = 1;
    if (!mixer) return;
    const stream = keyedStream({ seed: spec.seed, purpose: 'batch', epoch, index: batch });
    const trace: unknown = mixer.sample(stream, count, this.shape);
    mixer.apply({ data: images, count, ...this.shape }, { data: rows, classes }, trace);
  }

  close(): void {
    this.#parts.split.close?.();
  }

  #checkShape(image: Image, index: number): void {
    const { height, width, channels } = this.shape;
    if (image.height === height && image.width === width && image.channels === channels) return;
    throw new AugmixError(
      'IMAGE_UNSUPPORTED',
      `record ${index} is ${image.width}×${image.height}×${image.channels}, the first one ${width}×${height}×${channels}`,
      {
        suggestion:
          'give all images one size: with a transform such as random_resized_crop, or without transforms with an option of the data set',
      },
    );
  }
}
