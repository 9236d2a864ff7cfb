import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@augmix/core/node';
import { encodeNpy } from '@augmix/data';
import { cellName, type Cell, type CellPredictions } from '@augmix/evaluation';

const fileOf = (folder: string, model: string, name: string): string => join(folder, model, `${name}.npy`);

/**
 * Writes the logits of a cell: `<folder>/<model>/<cell>.npy`, float32 `[count, classes]` or `[count, frames, classes]`, and
 * the labels beside those of the clean images. `augmix eval` reads such a folder as a model.
 */
export async function writeLogits(folder: string, cell: Cell, predictions: CellPredictions): Promise<void> {
  const { logits, labels, count, frames, classes } = predictions;
  const shape = cell.kind === 'perturbation' ? [count, frames, classes] : [count, classes];
  for (const [model, values] of Object.entries(logits)) {
    await writeFileAtomic(fileOf(folder, model, cellName(cell)), encodeNpy(values.slice(), shape));
    if (cell.kind !== 'clean') continue;
    await writeFileAtomic(fileOf(folder, model, 'labels'), encodeNpy(labels!.slice(), [count]));
  }
}

/** Whether the logits of a cell are there, of every model. */
export const keptLogits = (folder: string, cell: Cell, models: readonly string[]): boolean =>
  models.every((model) => existsSync(fileOf(folder, model, cellName(cell))));
