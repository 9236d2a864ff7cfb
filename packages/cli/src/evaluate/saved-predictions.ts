import { AugmixError, suggestName, type Severity } from '@augmix/core';
import { corruptionNames, perturbationNames } from '@augmix/corruptions';
import {
  cellName,
  openSavedLogits,
  type Cell,
  type CellLogits,
  type Chunk,
  type PlannedCell,
  type SavedLogits,
} from '@augmix/evaluation';

/** Cells that are held in memory: the one that is judged, and the next, of which some chunks are asked for already. */
const cellsInMemory = 2;

/** Logits that were saved, given out chunk by chunk. */
export class SavedPredictions {
  readonly saved: SavedLogits;
  readonly #cells = new Map<string, Promise<CellLogits>>();

  private constructor(saved: SavedLogits) {
    this.saved = saved;
  }

  static async open(folder: string): Promise<SavedPredictions> {
    return new SavedPredictions(await openSavedLogits(folder));
  }

  /** `[count, frames, classes]` of some records of a cell. */
  async logits(cell: Cell, { start, count }: Chunk): Promise<Float32Array> {
    const { logits, frames } = await this.#read(cellName(cell));
    const length = frames * this.saved.classes;
    return logits.slice(start * length, (start + count) * length);
  }

  /**
   * Refuses logits that lack a cell, or have it of fewer records or of sequences of another length.
   *
   * @throws AugmixError `MODEL_NOT_FOUND`, `LOGITS_INVALID`
   */
  check({ cell, count, frames }: PlannedCell): void {
    const name = cellName(cell);
    const found = this.saved.size(name);
    const { folder: file } = this.saved;
    if (found.frames !== frames) {
      throw new AugmixError('LOGITS_INVALID', `${name} has sequences of ${found.frames} frames`, {
        file,
        expected: `${frames}, as the others`,
      });
    }
    if (found.count < count) {
      throw new AugmixError('LOGITS_INVALID', `${name} has logits of ${found.count} records`, {
        file,
        expected: `at least ${count}, as many as are judged`,
        suggestion: 'lower --images',
      });
    }
  }

  /** `[count]` */
  labels({ start, count }: Chunk): Int32Array {
    return this.saved.labels.slice(start, start + count);
  }

  #read(name: string): Promise<CellLogits> {
    let cell = this.#cells.get(name);
    if (!cell) {
      cell = this.saved.read(name);
      // Who asks gets the error; until then it must not count as unhandled.
      cell.catch(() => {});
      this.#cells.set(name, cell);
      const [oldest] = this.#cells.keys();
      if (this.#cells.size > cellsInMemory) this.#cells.delete(oldest);
    }
    return cell;
  }
}

/** The cells that a folder of logits has, in the benchmark's order; others come after them. */
function savedCells(saved: SavedLogits): Cell[] {
  const cells = saved.names().map((name): Cell => {
    if (name === 'clean') return { kind: 'clean' };
    const place = name.lastIndexOf('/');
    const [folder, last] = [name.slice(0, place), name.slice(place + 1)];
    if (folder !== 'perturbations') {
      return { kind: 'corruption', corruption: folder, severity: Number(last) as Severity };
    }
    return { kind: 'perturbation', perturbation: last, compare: comparedFrame(last) };
  });
  return cells.sort((a, b) => placeOf(a) - placeOf(b));
}

/** Which of the cells of saved logits are judged; what is not said is taken as it is there. */
export interface SavedSelection {
  corruptions?: readonly string[];
  severities?: readonly Severity[];
  perturbations?: readonly string[];
}

/**
 * The cells of a selection.
 *
 * @throws AugmixError `MODEL_NOT_FOUND` for a name of which there are no logits
 */
export function chooseCells(
  saved: SavedLogits,
  { corruptions, severities, perturbations }: SavedSelection = {},
): Cell[] {
  const all = savedCells(saved);
  const chosen = all.filter((cell) => {
    if (cell.kind === 'clean') return true;
    if (cell.kind === 'perturbation') return perturbations?.includes(cell.perturbation) ?? true;
    return (corruptions?.includes(cell.corruption) ?? true) && (severities?.includes(cell.severity) ?? true);
  });
  const names = (cells: readonly Cell[]): string[] =>
    cells.flatMap((cell) =>
      cell.kind === 'clean' ? [] : [cell.kind === 'corruption' ? cell.corruption : cell.perturbation],
    );
  const there = new Set(names(chosen));
  const missing = [...(corruptions ?? []), ...(perturbations ?? [])].find((name) => !there.has(name));
  if (missing === undefined) return chosen;
  throw new AugmixError('MODEL_NOT_FOUND', `there are no logits of "${missing}"`, {
    file: saved.folder,
    suggestion: suggestName(missing, new Set(names(all))),
  });
}

const known = {
  corruption: [...corruptionNames.common, ...corruptionNames.extra] as readonly string[],
  perturbation: [...perturbationNames.test, ...perturbationNames.validation] as readonly string[],
};

/** Clean images first, then corruptions, then sequences. */
function placeOf(cell: Cell): number {
  if (cell.kind === 'clean') return 0;
  const isCorruption = cell.kind === 'corruption';
  const place = known[cell.kind].indexOf(isCorruption ? cell.corruption : cell.perturbation);
  const last = 1000;
  return (isCorruption ? 1 : 1 + last) + (place < 0 ? last - 1 : place);
}

/** The benchmark's rule: frames of noise do not follow one another. */
export const comparedFrame = (perturbation: string): 'first' | 'previous' =>
  perturbation.includes('noise') ? 'first' : 'previous';
