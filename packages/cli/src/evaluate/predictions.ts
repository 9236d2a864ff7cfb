import { AugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import { cellName, type Cell, type Chunk, type ChunkPredictions, type PlannedCell } from '@augmix/evaluation';
import { note } from '../terminal/output.js';
import { openTaskThreads, type TaskRunner } from '../threads/task-threads.js';
import type { CellSourceSpec } from './cell-source.js';
import { Evaluator, type EvaluatorSpec, type EvaluatorTask, type Inspection } from './evaluator.js';
import type { JudgedModel } from './judged-model.js';
import { chooseCells, SavedPredictions, type SavedSelection } from './saved-predictions.js';

/** What every model predicts, whether it is a network that is shown images or logits that were saved. */
export interface Predictions {
  /** The cells to judge. */
  readonly planned: readonly PlannedCell[];
  /** Of each cell, what its images are, as a hash; saved logits are known by their own. */
  readonly contents?: readonly string[];
  readonly classes: number;
  /** Clean test images that are judged, and that there are. */
  readonly count: number;
  readonly available: number;
  /** Size of the images, where there are any. */
  readonly size?: { width: number; height: number };
  /** How many chunks are worth asking for at the same time. */
  readonly concurrency: number;
  /** Of a model, where known. */
  trainableParameters(name: string): number | undefined;
  predict(cell: Cell, chunk: Chunk): Promise<ChunkPredictions>;
  close(): Promise<void>;
}

/** What is to be predicted. */
export interface PredictionsRequest {
  models: readonly JudgedModel[];
  images?: CellSourceSpec;
  /** Cells that are asked for, where networks are shown images. */
  cells?: readonly Cell[];
  /** Which of the cells that are there, where all models are saved logits. */
  selection?: SavedSelection;
  /** How many of the first test images; default: all. */
  count?: number;
  workers: number;
  batchSize?: number;
}

/**
 * Opens models and images, and looks at everything that will be needed.
 *
 * @throws AugmixError for whatever does not fit
 */
export async function openPredictions(
  registry: Registry<AnyPlugin>,
  request: PredictionsRequest,
): Promise<Predictions> {
  const saved = new Map<string, SavedPredictions>();
  for (const { name, kind, source } of request.models) {
    if (kind === 'logits') saved.set(name, await SavedPredictions.open(source));
  }
  return saved.size === request.models.length
    ? openSaved([...saved.values()], request)
    : openNetworks(registry, saved, request);
}

async function openSaved(
  all: readonly SavedPredictions[],
  { selection, count: wanted = Infinity }: PredictionsRequest,
): Promise<Predictions> {
  const [{ saved: first }] = all;
  for (const { saved } of all) requireSame(saved.classes, first.classes, saved.folder);
  const planned = chooseCells(first, selection).map((cell): PlannedCell => {
    const { count, frames } = first.size(cellName(cell));
    return { cell, frames, count: Math.min(count, wanted) };
  });
  for (const one of all) planned.forEach((cell) => one.check(cell));
  return {
    planned,
    classes: first.classes,
    count: Math.min(first.count, wanted),
    available: first.count,
    concurrency: 1,
    trainableParameters: () => undefined,
    async predict(cell, chunk) {
      const logits = await Promise.all(all.map((one) => one.logits(cell, chunk)));
      if (cell.kind === 'perturbation') return { logits };
      const labels = all[0].labels(chunk);
      for (const one of all) requireLabels(one, cell, chunk, labels);
      return { logits, labels };
    },
    close: async () => {},
  };
}

async function openNetworks(
  registry: Registry<AnyPlugin>,
  saved: ReadonlyMap<string, SavedPredictions>,
  { models, images, cells, count, workers, batchSize }: PredictionsRequest,
): Promise<Predictions> {
  if (!images || !cells) {
    throw new AugmixError('USAGE', 'there are no images to judge the models on', {
      suggestion: 'name a data set or a folder of images with --data',
    });
  }
  const networkModels = models.filter(({ kind }) => kind !== 'logits');
  const runner = await openRunner(registry, { models: networkModels, images, batchSize }, workers);
  try {
    const found = (await runner.run({ kind: 'inspect', cells, images: count })) as Inspection;
    for (const { saved: folder } of saved.values()) requireSame(folder.classes, found.classes, folder.folder);
    found.lines.forEach(note);
    noteAbsent(found);
    const judged = Math.min(count ?? Infinity, found.available);
    const planned = cells.map((cell, place) => ({ cell, count: judged, frames: found.frames[place] }));
    for (const one of saved.values()) planned.forEach((cell) => one.check(cell));
    const parameters = new Map(
      networkModels.map(({ name }, place) => [name, found.trainableParameters[place]]),
    );
    return {
      planned,
      contents: found.contents,
      classes: found.classes,
      count: judged,
      available: found.available,
      size: found.size,
      // One more than there are threads: none waits while a cell is judged.
      concurrency: workers === 0 ? 1 : workers + 1,
      trainableParameters: (name) => parameters.get(name),
      async predict(cell, chunk) {
        const { logits, labels } = (await runner.run({ kind: 'predict', cell, chunk })) as ChunkPredictions;
        if (labels) for (const one of saved.values()) requireLabels(one, cell, chunk, labels);
        const fromNetworks = new Map(networkModels.map(({ name }, place) => [name, logits[place]]));
        const all = models.map(
          async ({ name }) => fromNetworks.get(name) ?? saved.get(name)!.logits(cell, chunk),
        );
        return { logits: await Promise.all(all), labels };
      },
      close: () => runner.close(),
    };
  } catch (error) {
    await runner.close();
    throw error;
  }
}

type Runner = TaskRunner<EvaluatorTask, Inspection | ChunkPredictions>;

async function openRunner(
  registry: Registry<AnyPlugin>,
  spec: EvaluatorSpec,
  workers: number,
): Promise<Runner> {
  if (workers > 0) return openTaskThreads('evaluate-worker', { registry, spec, workers });
  const evaluator = await Evaluator.open(registry, spec);
  return { run: (task) => evaluator.run(task), close: () => evaluator.close() };
}

function noteAbsent({ absentClasses, classes }: Inspection): void {
  if (absentClasses === 0) return;
  note(
    `the judged images have none of ${absentClasses} of the ${classes} classes; more --images may bring them`,
  );
}

function requireSame(classes: number, expected: number, file: string): void {
  if (classes === expected) return;
  throw new AugmixError('MODEL_MISMATCH', `the logits are of ${classes} classes`, {
    file,
    expected: `${expected}, as the others`,
  });
}

function requireLabels(one: SavedPredictions, cell: Cell, chunk: Chunk, labels: Int32Array): void {
  const place = one.labels(chunk).findIndex((label, index) => label !== labels[index]);
  if (place < 0) return;
  throw new AugmixError('LOGITS_INVALID', `the label of image ${chunk.start + place} is another one`, {
    file: one.saved.folder,
    path: cellName(cell),
    expected: 'logits of the same images in the same order',
  });
}
