import { closeSync, fstatSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AugmixError, createImage, isAugmixError, type DatasetSplit, type Image } from '@augmix/core';
import { decodeNpy, decodeNpyHeader, type NpyHeader } from '../npy.js';
import { readFully } from './read-fully.js';

/** Images in an npy file, read one by one. */
export interface NpySplit extends DatasetSplit {
  read(index: number): Image;
  /** Closes the file; the split cannot be read any more. */
  close(): void;
}

/** What the images of a file must be. */
export interface NpyImagesFormat {
  shape: { width: number; height: number; channels: number };
  /** Images in the whole file; undefined accepts any number above 0. */
  count: number | undefined;
  /** The number of images must be a multiple of this. */
  blocks: number;
}

/** Room for the header of a plain array. */
const headerBytes = 4096;

/** An error about the contents of a file, with its name. */
async function named<Result>(file: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAugmixError(error)) throw error.at({ file });
    throw error;
  }
}

/** Records along the first axis of an npy file, read one by one. */
export interface NpyRecords {
  readonly shape: readonly number[];
  /** The bytes of one record, in memory of their own. */
  read(index: number): Uint8Array;
  close(): void;
}

/**
 * Opens a uint8 npy file. Nothing but the header is held in memory; a record is one positional read, so that any number of
 * threads can have the same file open.
 *
 * @param axes - the length of each axis, or the name of one that may have any length above 0
 * @throws AugmixError `DATA_MISSING`, `DATA_INVALID` or `DATA_TRUNCATED` with the file
 */
export async function openNpyRecords(
  path: string,
  axes: readonly (number | string)[],
  isAccepted: (shape: readonly number[]) => boolean = () => true,
): Promise<NpyRecords> {
  const descriptor = openFile(path);
  try {
    const { size } = fstatSync(descriptor);
    const start = new Uint8Array(Math.min(headerBytes, size));
    readFully(descriptor, path, start, 0);
    const header = await named(path, () => decodeNpyHeader(start));
    const { shape, offset } = header;
    const isShape =
      shape.length === axes.length &&
      shape.every((length, axis) => (typeof axes[axis] === 'string' ? length > 0 : length === axes[axis]));
    if (header.dtype !== 'uint8' || !isShape || !isAccepted(shape)) {
      throw new AugmixError('DATA_INVALID', `${basename(path)} holds ${describe(header)}`, {
        file: path,
        expected: `uint8 [${axes.join(', ')}]`,
      });
    }
    const recordBytes = shape.slice(1).reduce((product, length) => product * length, 1);
    const bytes = offset + shape[0] * recordBytes;
    if (size !== bytes) {
      throw new AugmixError('DATA_TRUNCATED', `${basename(path)} has ${size} bytes`, {
        file: path,
        expected: `${bytes}, as its header says`,
      });
    }
    let isOpen = true;
    return {
      shape,
      read(index) {
        if (!isOpen) throw new AugmixError('INVALID_ARGUMENT', 'the file is closed', { file: path });
        checkIndex(index, shape[0]);
        const data = new Uint8Array(recordBytes);
        readFully(descriptor, path, data, offset + index * recordBytes);
        return data;
      },
      close() {
        if (isOpen) closeSync(descriptor);
        isOpen = false;
      },
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Opens the images `[count, height, width, channels]` of a uint8 npy file, as {@link openNpyRecords} does. */
export async function openNpyImages(
  path: string,
  { shape: { width, height, channels }, count, blocks }: NpyImagesFormat,
): Promise<{ count: number; read(index: number): Image; close(): void }> {
  const axes = [count ?? (blocks > 1 ? `${blocks}·n` : 'n'), height, width, channels];
  const records = await openNpyRecords(path, axes, ([found]) => found % blocks === 0);
  return {
    count: records.shape[0],
    read: (index) => createImage(width, height, channels, records.read(index)),
    close: records.close,
  };
}

/**
 * Reads labels `[count]` of any integer type.
 *
 * @throws AugmixError `DATA_INVALID` or `DATA_TRUNCATED` with the file
 */
export async function readNpyLabels(path: string, count: number, classes: number): Promise<Uint16Array> {
  const array = await named(path, async () => decodeNpy(await readFile(path)));
  const isInteger = /^u?int/.test(array.dtype);
  if (!isInteger || array.shape.length !== 1 || array.shape[0] !== count) {
    throw new AugmixError('DATA_INVALID', `${basename(path)} holds ${describe(array)}`, {
      file: path,
      expected: `integers [${count}], one per image`,
    });
  }
  return Uint16Array.from(array.data as ArrayLike<number>, (value, index) => {
    const label = Number(value);
    if (label >= 0 && label < classes) return label;
    throw new AugmixError('DATA_INVALID', `label ${index} is ${label}`, {
      file: path,
      expected: `0 … ${classes - 1}`,
    });
  });
}

/** A split of consecutive images of a file. */
export function npySplit(
  images: Awaited<ReturnType<typeof openNpyImages>>,
  labels: Uint16Array,
  first = 0,
): NpySplit {
  const { length } = labels;
  return {
    length,
    label(index) {
      checkIndex(index, length);
      return labels[index];
    },
    read(index) {
      checkIndex(index, length);
      return images.read(first + index);
    },
    close: images.close,
  };
}

function checkIndex(index: number, length: number): void {
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  throw new AugmixError('INVALID_ARGUMENT', `there is no record ${index}`, { expected: `0 … ${length - 1}` });
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    const message = reason === 'ENOENT' ? 'the file does not exist' : `the file cannot be read (${reason})`;
    throw new AugmixError('DATA_MISSING', message, { file: path, cause });
  }
}

const describe = ({ dtype, shape }: Omit<NpyHeader, 'offset'>): string => `${dtype} [${shape.join(', ')}]`;
