import { AugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import {
  checkModelFits,
  predictChunk,
  type Cell,
  type Chunk,
  type ChunkPredictions,
} from '@augmix/evaluation';
import { readRun } from '@augmix/trainer';
import { CellSource, checkSameRecords, type CellSourceSpec } from './cell-source.js';
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
  /** Size of the images that the networks are shown. */
  size: { width: number; height: number };
  /** Images per record of each cell. */
  frames: number[];
  /** Of each network, where known. */
  trainableParameters: (number | undefined)[];
  /** Classes of which the judged images have none. */
  absentClasses: number;
}

/** Shows images to networks, on whatever thread. */
export class Evaluator {
  readonly #networks: readonly Network[];
  readonly #source: CellSource;
  readonly #fit: ImageFit;
  readonly #batchSize: number | undefined;

  private constructor(
    networks: readonly Network[],
    source: CellSource,
    fit: ImageFit,
    batchSize: number | undefined,
  ) {
    this.#networks = networks;
    this.#source = source;
    this.#fit = fit;
    this.#batchSize = batchSize;
  }

  /**
   * @throws AugmixError `MODEL_MISMATCH` when a network does not fit the images or the other networks, and what opening
   * throws
   */
  static async open(
    registry: Registry<AnyPlugin>,
    { models, images, batchSize }: EvaluatorSpec,
    log?: (line: string) => void,
  ): Promise<Evaluator> {
    const all = await withPluginsOf(registry, models);
    const dataset = await all.create('dataset', images.dataset, { folder: images.folder, log });
    const { classes, shape } = dataset;
    const networks = await openNetworks(registry, models, { classes, images: shape });
    const fit = fitOf(models, networks);
    const isLeftAsIs = shape && fit.resize === undefined;
    networks.forEach((network, place) =>
      checkModelFits(
        network,
        { classes, shape: isLeftAsIs ? shape : undefined },
        networkModels(models)[place].source,
      ),
    );
    return new Evaluator(networks, await CellSource.open(all, images, dataset, fit), fit, batchSize);
  }

  /**
   * Looks at everything that will be needed, before the work begins.
   *
   * @param images how many are to be judged; default: all
   * @throws AugmixError `DATA_INVALID` for labels out of range or images that are not those of the clean ones
   */
  async inspect(cells: readonly Cell[], images = Infinity): Promise<Inspection> {
    const { clean, dataset } = this.#source;
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
    for (const cell of cells) {
      const opened = await this.#source.images(cell);
      checkSameRecords(cell, opened, clean, count);
      frames.push(opened.frames);
    }
    return {
      classes: dataset.classes.length,
      available: clean.length,
      size: { width: this.#fit.width, height: this.#fit.height },
      frames,
      trainableParameters: this.#networks.map(({ trainableParameters }) => trainableParameters),
      absentClasses: dataset.classes.length - seen.size,
    };
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
