import { join } from 'node:path';
import { AugmixError, suggestName } from '@augmix/core';
import { checkShape, listCells, readCell, readHeader, readLabels } from './internal/logits-files.js';

/** Logits of one cell. */
export interface CellLogits {
  /** `[count, frames, classes]` */
  logits: Float32Array;
  count: number;
  /** Images per record; 1 but for sequences. */
  frames: number;
}

/** Logits that were saved, by whatever program: what `augmix eval --keep-logits` writes. */
export interface SavedLogits {
  readonly folder: string;
  readonly classes: number;
  /** Number of labelled images. */
  readonly count: number;
  /** `[count]` */
  readonly labels: Int32Array;
  /** The cells that are there: `clean`, `fog/3`, `perturbations/tilt`, clean first, the others sorted. */
  names(): string[];
  /**
   * How much a cell holds, as its file says.
   * @throws AugmixError `MODEL_NOT_FOUND` for no such cell
   */
  size(name: string): Omit<CellLogits, 'logits'>;
  /**
   * Reads a cell.
   * @throws AugmixError `LOGITS_INVALID` for a value that is not finite, naming its row; `MODEL_NOT_FOUND` for no such cell.
   */
  read(name: string): Promise<CellLogits>;
}

/**
 * Refuses logits that cannot be judged.
 *
 * @param logits `[count, classes]`
 * @param file named in the message
 * @param firstRow number of the first row
 * @throws AugmixError `LOGITS_INVALID` with row and class of the first value that is not finite.
 * @example
 * ```ts
 * import { isAugmixError } from '@augmix/core';
 * import { checkLogits } from '@augmix/evaluation';
 * let line = '';
 * try {
 *   checkLogits(Float32Array.of(1, 2, 3, NaN), 2, 'fog/3.npy');
 * } catch (error) {
 *   if (isAugmixError(error)) line = error.toLine();
 * }
 * line; // => 'LOGITS_INVALID at fog/3.npy row 1: the logit of class 1 is NaN; expected finite numbers'
 * ```
 */
export function checkLogits(logits: Float32Array, classes: number, file: string, firstRow = 0): void {
  const place = logits.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  throw new AugmixError('LOGITS_INVALID', `the logit of class ${place % classes} is ${logits[place]}`, {
    file,
    path: `row ${firstRow + Math.floor(place / classes)}`,
    expected: 'finite numbers',
  });
}

/**
 * Opens a folder of saved logits: `labels.npy` (`[N]`, integers), `clean.npy` and `<corruption>/<severity>.npy` (`[N, K]`,
 * floats), `perturbations/<name>.npy` (`[M, frames, K]`). Shapes and labels are checked here, values when they are read.
 *
 * @throws AugmixError `MODEL_NOT_FOUND` when there is no such folder, `LOGITS_INVALID` with file and row.
 * @example
 * ```ts
 * import { mkdir, writeFile } from 'node:fs/promises';
 * import { encodeNpy } from '@augmix/data';
 * import { openSavedLogits } from '@augmix/evaluation';
 * await mkdir('net/fog', { recursive: true });
 * await writeFile('net/labels.npy', encodeNpy(Int32Array.of(1, 0), [2]));
 * await writeFile('net/fog/3.npy', encodeNpy(Float32Array.of(0, 1, 5, 2), [2, 2]));
 * const saved = await openSavedLogits('net');
 * saved.names(); // => ['fog/3']
 * [...(await saved.read('fog/3')).logits]; // => [0, 1, 5, 2]
 * ```
 */
export async function openSavedLogits(folder: string): Promise<SavedLogits> {
  const names = await listCells(folder);
  const fileOf = (name: string): string => join(folder, `${name}.npy`);
  const headers = await Promise.all(names.map((name) => readHeader(fileOf(name))));
  if (names.length === 0) {
    throw new AugmixError('LOGITS_INVALID', 'the folder holds no logits', {
      file: folder,
      expected: 'clean.npy or <corruption>/<severity>.npy',
    });
  }
  const classes = headers[0].shape.at(-1) ?? 0;
  for (const [place, name] of names.entries())
    checkShape(fileOf(name), headers[place], classes, isSequence(name));
  const labels = await readLabels(join(folder, 'labels.npy'), classes);
  for (const [place, name] of names.entries()) {
    const [rows] = headers[place].shape;
    if (isSequence(name) || rows === labels.length) continue;
    throw new AugmixError('LOGITS_INVALID', `there are ${rows} rows of logits and ${labels.length} labels`, {
      file: fileOf(name),
      expected: `${labels.length} rows`,
    });
  }
  const size = (name: string): Omit<CellLogits, 'logits'> => {
    const place = names.indexOf(name);
    if (place < 0) {
      throw new AugmixError('MODEL_NOT_FOUND', `there are no logits of "${name}"`, {
        file: folder,
        suggestion: suggestName(name, names),
      });
    }
    const [count, frames] = headers[place].shape;
    return { count, frames: isSequence(name) ? frames : 1 };
  };
  return {
    folder,
    classes,
    count: labels.length,
    labels,
    names: () => [...names],
    size,
    async read(name) {
      const known = size(name);
      const { logits } = await readCell(fileOf(name));
      checkLogits(logits, classes, fileOf(name));
      return { logits, ...known };
    },
  };
}

const isSequence = (name: string): boolean => name.startsWith('perturbations/');
