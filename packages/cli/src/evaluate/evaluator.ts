import { AugmixError, type AnyPlugin, type Image, type Registry } from '@augmix/core';
import {
  checkModelFits,
  predictChunk,
  type Cell,
  type Chunk,
  type ChunkPredictions,
} from '@augmix/evaluation';
import { readRun } from '@augmix/trainer';
import { CellSource, checkSameRecords, type CellSourceSpec } from './cell-source.js';
import { contentsOf } from './contents.js';
import type { ImageFit } from './fit-images.js';
import type { JudgedModel } from './judged-model.js';
import { openNetworks, type Network } from './open-networks.js';

/** Models and images; plain JSON, so that worker threads can be told. */
export interface EvaluatorSpec {
  models: readonly JudgedModel[];
  images: CellSourceSpec;
  batchSize?: number;
}

/** What a thread can be asked. */
export type EvaluatorTask =
  | { kind: 'inspect'; cells: readonly Cell[]; images?: number }
  | { kind: 'predict'; cell: Cell; chunk: Chunk };

/** What is known before the work begins. */
export interface Inspection {
  classes: number;
  /** Test images that there are. */
  available: number;
  /** Size of the images that are corrupted: the data set's, or else what the networks are shown. */
  size: { width: number; height: number };
  /** Images per record of each cell. */
  frames: number[];
  /** Of each network, where known. */
  trainableParameters: (number | undefined)[];
  /** Classes of which the judged images have none. */
  absentClasses: number;
  /** What the data set tells, such as the pictures that it leaves out. */
  lines: string[];
  /** What each cell's images are made from or read from, as a hash. */
  contents: string[];
}

/** Shows images to networks, on whatever thread. */
export class Evaluator {
  readonly #networks: readonly Network[];
  /** Where each network comes from. */
  readonly #files: readonly string[];
  readonly #source: CellSource;
  readonly #fit: ImageFit;
  readonly #batchSize: number | undefined;
  readonly #lines: readonly string[];

  private constructor(
    networks: readonly Network[],
    files: readonly string[],
    source: CellSource,
    fit: ImageFit,
    batchSize: number | undefined,
    lines: readonly string[],
  ) {
    this.#networks = networks;
    this.#files = files;
    this.#source = source;
    this.#fit = fit;
    this.#batchSize = batchSize;
    this.#lines = lines;
  }

  /**
   * @throws AugmixError `MODEL_MISMATCH` when a network does not fit the images or the other networks, and what opening
   * throws
   */
  static async open(
    registry: Registry<AnyPlugin>,
    { models, images, batchSize }: EvaluatorSpec,
  ): Promise<Evaluator> {
    // Every thread is told the same; what the one says that is asked to look is shown.
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    const all = await withPluginsOf(registry, models);
    const dataset = await all.create('dataset', images.dataset, { folder: images.folder, log });
    const { classes, shape } = dataset;
    const networks = await openNetworks(registry, models, { classes, images: shape });
    const fit = fitOf(models, networks);
    const isLeftAsIs = shape && fit.resize === undefined;
    const files = networkModels(models).map(({ source }) => source);
    networks.forEach((network, place) =>
      checkModelFits(network, { classes, shape: isLeftAsIs ? shape : undefined }, files[place]),
    );
    const source = await CellSource.open(all, images, dataset, fit);
    return new Evaluator(networks, files, source, fit, batchSize, lines);
  }

  /**
   * Looks at everything that will be needed, before the work begins.
   *
   * @param images how many are to be judged; default: all
   * @throws AugmixError `DATA_INVALID` for labels out of range or images that are not those of the clean ones
   */
  async inspect(cells: readonly Cell[], images = Infinity): Promise<Inspection> {
    const { clean, dataset } = this.#source;
    const { width, height } = dataset.shape ?? this.#fit;
    const count = Math.min(images, clean.length);
    if (count === 0) throw new AugmixError('DATA_INVALID', 'the data set has no test images');
    const seen = new Set(Array.from({ length: count }, (_, index) => clean.label(index)));
    const stray = [...seen].find((label) => !(label >= 0 && label < dataset.classes.length));
    if (stray !== undefined) {
      throw new AugmixError(
        'DATA_INVALID',
        `the data set has label ${stray} and ${dataset.classes.length} classes`,
      );
    }
    const frames: number[] = [];
    const contents: string[] = [];
    for (const cell of cells) {
      const opened = await this.#source.images(cell);
      const file = this.#source.folderOf(cell);
      checkSameRecords(cell, opened, clean, { count, file });
      frames.push(opened.frames);
      const isMade = file === undefined && cell.kind !== 'clean';
      if (!isMade) this.#checkImage((await opened.read(0))[0]);
      contents.push(isMade ? contents[0] : await contentsOf(opened, count, this.#source.fileOf(cell)));
    }
    return {
      classes: dataset.classes.length,
      available: clean.length,
      size: { width, height },
      frames,
      contents,
      lines: [...this.#lines],
      trainableParameters: this.#networks.map(({ trainableParameters }) => trainableParameters),
      absentClasses: dataset.classes.length - seen.size,
    };
  }

  /** One image tells of a data set without a shape what the others are like. */
  #checkImage(shape: Image): void {
    const { classes } = this.#source.dataset;
    this.#networks.forEach((network, place) =>
      checkModelFits(network, { classes, shape }, this.#files[place]),
    );
  }

  async predict(cell: Cell, chunk: Chunk): Promise<ChunkPredictions> {
    return predictChunk(this.#networks, await this.#source.images(cell), chunk, this.#batchSize);
  }

  async run(task: EvaluatorTask): Promise<Inspection | ChunkPredictions> {
    return task.kind === 'inspect'
      ? this.inspect(task.cells, task.images)
      : this.predict(task.cell, task.chunk);
  }

  async close(): Promise<void> {
    await this.#source.close();
    for (const network of this.#networks) await network.dispose();
  }
}

const networkModels = (models: readonly JudgedModel[]): JudgedModel[] =>
  models.filter(({ kind }) => kind !== 'logits');

/** The data set may come from a plugin of the first run. */
async function withPluginsOf(
  registry: Registry<AnyPlugin>,
  models: readonly JudgedModel[],
): Promise<Registry<AnyPlugin>> {
  const run = models.find((model) => model.kind === 'run');
  return run ? (await readRun(registry, run.source, run.checkpoint)).registry : registry;
}

/** All networks are shown the same images. */
function fitOf(models: readonly JudgedModel[], networks: readonly Network[]): ImageFit {
  const fits = networkModels(models).map((model, place): ImageFit => {
    const { height, width } = networks[place].input;
    return { height, width, resize: 'description' in model ? model.description.resize : undefined };
  });
  const small = fits.findIndex(({ height, width, resize = Infinity }) => resize < Math.min(height, width));
  if (small >= 0) {
    const { height, width, resize } = fits[small];
    throw new AugmixError('CONFIG_CONFLICT', `images resized to ${resize} do not fill ${width}×${height}`, {
      file: networkModels(models)[small].source,
      path: 'resize',
      expected: `${Math.min(height, width)} or more`,
    });
  }
  const other = fits.findIndex((fit) => JSON.stringify(fit) !== JSON.stringify(fits[0]));
  if (other < 0) return fits[0];
  const said = ({ height, width, resize }: ImageFit): string =>
    `${width}×${height}${resize === undefined ? '' : ` after a resize to ${resize}`}`;
  const { source } = networkModels(models)[other];
  throw new AugmixError(
    'MODEL_MISMATCH',
    `the model takes ${said(fits[other])}, the first one ${said(fits[0])}`,
    {
      file: source,
      suggestion: 'judge models of different images one by one',
    },
  );
}
