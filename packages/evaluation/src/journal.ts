import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '@augmix/core/node';
import { cellName, type Cell } from './cell.js';
import type { CellRecord } from './judge-cell.js';

/** Keeps what is known of each cell, so that an evaluation that was stopped goes on where it was. */
export interface Journal {
  /** What was written for a cell, or undefined. */
  read(cell: Cell): Promise<CellRecord | undefined>;
  write(cell: Cell, record: CellRecord): Promise<void>;
}

/**
 * Opens the journal of an evaluation in a folder: a file per cell, with a hash of everything that the record depends on. A
 * record that was made with anything else is not used: a number never comes from another model or other images.
 *
 * @param basisOf what a cell's record depends on, as plain JSON: models, images, metrics
 * @throws AugmixError `WRITE_FAILED` from `write`.
 * @example
 * ```ts
 * import { openJournal } from '@augmix/evaluation';
 * const journal = openJournal('evaluation', () => ({ model: 'a', images: 100 }));
 * await journal.write({ kind: 'clean' }, { images: 100, models: {} });
 * (await journal.read({ kind: 'clean' }))?.images; // => 100
 * const other = openJournal('evaluation', () => ({ model: 'b', images: 100 }));
 * await other.read({ kind: 'clean' }); // => undefined
 * ```
 */
export function openJournal(folder: string, basisOf: (cell: Cell) => unknown): Journal {
  const fileOf = (cell: Cell): string => join(folder, `${cellName(cell)}.json`);
  const keyOf = (cell: Cell): string =>
    createHash('sha256')
      .update(JSON.stringify(basisOf(cell)))
      .digest('hex');
  return {
    async read(cell) {
      try {
        const { basis, record } = JSON.parse(await readFile(fileOf(cell), 'utf8')) as Entry;
        return basis === keyOf(cell) ? record : undefined;
      } catch {
        // Not there, or not whole: it is made again.
        return undefined;
      }
    },
    async write(cell, record) {
      const entry: Entry = { basis: keyOf(cell), record };
      await writeFileAtomic(fileOf(cell), JSON.stringify(entry) + '\n');
    },
  };
}

interface Entry {
  basis: string;
  record: CellRecord;
}
