import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@augmix/core/node';
import { encodeNpy } from '@augmix/data';
import { cellName, type Cell, type CellPredictions, type Journal } from '@augmix/evaluation';

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

/** A journal that knows a cell only where its logits were kept too. */
export function withLogits(journal: Journal, folder: string, models: readonly string[]): Journal {
  return {
    write: (cell, record) => journal.write(cell, record),
    read: async (cell) =>
      models.every((model) => existsSync(fileOf(folder, model, cellName(cell))))
        ? journal.read(cell)
        : undefined,
  };
}
