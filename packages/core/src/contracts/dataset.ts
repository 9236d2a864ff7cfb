import type { Image, Normalization, Size } from '../image.js';

/** The parts of a data set. A validation part is cut from `train` by the run, never from `test`. */
export type SplitName = 'train' | 'test';

/** Labelled images that can be read in any order. */
export interface DatasetSplit {
  readonly length: number;
  /** Class of a record, 0 … classes − 1. */
  label(index: number): number;
  /** The decoded image of a record. */
  read(index: number): Image | Promise<Image>;
  /** The image before the data set's own resize and crop, from which the transforms of training start. */
  readOriginal?(index: number): Image | Promise<Image>;
  close?(): void;
}

/** A labelled image data set. */
export interface Dataset {
  /** Class names in label order. */
  readonly classes: readonly string[];
  /** Size and channels, when every record has the same. */
  readonly shape?: Size & { channels: number };
  /** The customary normalisation. */
  readonly normalization?: Normalization;
  /**
   * Opens a split for reading.
   * @throws AugmixError `DATA_MISSING`, `DATA_TRUNCATED` or `DATA_INVALID`.
   */
  open(split: SplitName): Promise<DatasetSplit>;
  /** Gets the data set from its source into the cache, verified; returns the folder. */
  fetch?(): Promise<string>;
}
