import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmixError, isAugmixError } from '@augmix/core';
import { decodeNpy, decodeNpyHeader, type NpyData, type NpyHeader } from '@augmix/data';

const headerBytes = 4096;

/** The cells that a folder has files of: clean, <corruption>/<severity>, perturbations/<name>. */
export async function listCells(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AugmixError('MODEL_NOT_FOUND', 'there is no such folder of logits', { file: folder, cause });
  });
  const cells: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const isCell = entry.name === 'perturbations' ? /\.npy$/ : /^[1-5]\.npy$/;
    const files = (await readdir(join(folder, entry.name))).filter((name) => isCell.test(name));
    cells.push(...files.map((name) => `${entry.name}/${name.slice(0, -'.npy'.length)}`));
  }
  const hasClean = entries.some(({ name }) => name === 'clean.npy');
  return [...(hasClean ? ['clean'] : []), ...cells.sort()];
}

/** What npy files throw, as an error of logits that names the file. */
function asLogitsError(cause: unknown, file: string): unknown {
  if (isAugmixError(cause)) {
    const { expected, suggestion } = cause.details;
    return new AugmixError('LOGITS_INVALID', cause.message, { file, expected, suggestion, cause });
  }
  const { code, message } = cause as NodeJS.ErrnoException;
  const found = code === 'ENOENT' ? 'there is no such file' : `the file cannot be read: ${message}`;
  return new AugmixError('LOGITS_INVALID', found, { file, cause });
}

/** Reads the start of a file, which says its shape. */
export async function readHeader(file: string): Promise<NpyHeader> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(headerBytes), 0, headerBytes, 0);
      return decodeNpyHeader(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asLogitsError(error, file);
  }
}

/** Refuses arrays that are no logits of so many classes. */
export function checkShape(
  file: string,
  { shape, dtype }: NpyHeader,
  classes: number,
  isSequence: boolean,
): void {
  const axes = isSequence ? 3 : 2;
  const isShape = shape.length === axes && shape.at(-1) === classes && shape.every((side) => side > 0);
  if (isShape && classes > 1 && /^float/.test(dtype)) return;
  const last = classes > 1 ? classes : 'classes';
  throw new AugmixError('LOGITS_INVALID', `the array is ${dtype} [${shape.join(', ')}]`, {
    file,
    expected: `float32 ${isSequence ? `[records, frames, ${last}]` : `[images, ${last}]`}`,
  });
}

async function readArray(file: string): Promise<{ data: NpyData } & NpyHeader> {
  try {
    return { ...decodeNpy(await readFile(file)), offset: 0 };
  } catch (error) {
    throw asLogitsError(error, file);
  }
}

/** Logits as float32. */
export async function readCell(file: string): Promise<{ logits: Float32Array; shape: number[] }> {
  const { data, shape, dtype } = await readArray(file);
  const logits = dtype === 'float32' ? (data as Float32Array) : Float32Array.from(data as Float64Array);
  return { logits, shape };
}

/** The classes of the images, each checked. */
export async function readLabels(file: string, classes: number): Promise<Int32Array> {
  const { data, shape, dtype } = await readArray(file);
  if (shape.length !== 1 || !/^u?int/.test(dtype)) {
    throw new AugmixError('LOGITS_INVALID', `the array is ${dtype} [${shape.join(', ')}]`, {
      file,
      expected: 'integers [images]',
    });
  }
  const labels = Array.from(data as Int32Array, Number);
  const row = labels.findIndex((label) => label < 0 || label >= classes);
  if (row < 0) return Int32Array.from(labels);
  throw new AugmixError('LOGITS_INVALID', `the label is ${labels[row]}`, {
    file,
    path: `row ${row}`,
    expected: `0 to ${classes - 1}`,
  });
}
