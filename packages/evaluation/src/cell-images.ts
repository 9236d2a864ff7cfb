import type { Image } from '@augmix/core';

/** The images of a cell, read record by record. */
export interface CellImages {
  /** Number of records. */
  readonly length: number;
  /** Images per record: 1, or the length of a sequence. */
  readonly frames: number;
  /** Class of a record; sequences have none, since predictions are compared with each other. */
  label?(index: number): number;
  /** The images of a record, `frames` of them, all of one size. */
  read(index: number): Image[] | Promise<Image[]>;
  close?(): void;
}
