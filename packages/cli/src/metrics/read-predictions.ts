import { readFile } from 'node:fs/promises';
import { AugmixError, isAugmixError } from '@augmix/core';
import { decodeNpy, type NpyArray } from '@augmix/data';

/** Logits of a file: `[images, classes]`. */
export interface LogitsFile {
  file: string;
  logits: Float32Array;
  images: number;
  classes: number;
}

async function readArray(file: string): Promise<NpyArray> {
  try {
    return decodeNpy(await readFile(file));
  } catch (cause) {
    if (isAugmixError(cause)) throw cause.at({ file });
    const { code, message } = cause as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? 'there is no such file' : `the file cannot be read: ${message}`;
    throw new AugmixError('LOGITS_INVALID', found, { file, expected: 'an npy file', cause });
  }
}

function misshapen({ dtype, shape }: NpyArray, file: string, expected: string): AugmixError {
  return new AugmixError('LOGITS_INVALID', `the array is ${dtype} [${shape.join(', ')}]`, { file, expected });
}

/** Reads logits of any float type as float32. `classes` is what another file has. */
export async function readLogits(file: string, classes?: number): Promise<LogitsFile> {
  const array = await readArray(file);
  const { data, shape, dtype } = array;
  if (shape.length !== 2 || !dtype.startsWith('float') || shape.includes(0)) {
    throw misshapen(array, file, 'floats [images, classes]');
  }
  if (classes !== undefined && shape[1] !== classes) {
    throw new AugmixError('LOGITS_INVALID', `the logits are of ${shape[1]} classes`, {
      file,
      expected: `${classes}, as those that are judged`,
    });
  }
  const logits = dtype === 'float64' ? Float32Array.from(data as Float64Array) : (data as Float32Array);
  return { file, logits, images: shape[0], classes: shape[1] };
}

/** Reads labels of any type; `[images, 1]`, as some frameworks have them, is fine too. */
export async function readLabels(file: string): Promise<Float64Array> {
  const array = await readArray(file);
  const { data, shape } = array;
  const isColumn = shape.length === 2 && shape[1] === 1;
  if (shape.length !== 1 && !isColumn) throw misshapen(array, file, 'class numbers [images]');
  return Float64Array.from(data as ArrayLike<number | bigint>, Number);
}

/** Does work on logits and labels; an error about a place in them gets the file that it is in. */
export function withFiles<Result>(files: { logits: string; labels?: string }, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isAugmixError(error)) throw error;
    throw error.at({ file: error.details.path?.startsWith('labels') ? files.labels : files.logits });
  }
}

/** True for rows of probabilities, whose softmax would be a second one. */
export function areProbabilities({ logits, images, classes }: LogitsFile): boolean {
  if (classes === 1) return false;
  for (let row = 0; row < images; row++) {
    let sum = 0;
    for (let place = row * classes; place < (row + 1) * classes; place++) {
      if (!(logits[place] >= 0)) return false;
      sum += logits[place];
    }
    if (!(Math.abs(sum - 1) < 0.01)) return false;
  }
  return true;
}
