import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { encodeNpy, type NpyData } from '@augmix/data';
import { openSavedLogits } from '../../src/models/index.js';
import { errorLine, scratch } from './sample.js';

let folder: string;
const save = async (name: string, data: NpyData, shape: number[]): Promise<void> => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, `${name}.npy`), encodeNpy(data, shape));
};
const ramp = (length: number) => Float32Array.from({ length }, (_, index) => index / 4);
const line = () => errorLine(() => openSavedLogits(folder), folder);

beforeEach(async () => {
  folder = await scratch();
  await save('labels', BigInt64Array.of(0n, 2n), [2]);
  await save('clean', ramp(6), [2, 3]);
});

describe('saved logits', () => {
  it('are listed and read cell by cell', async () => {
    await save('snow/5', ramp(6), [2, 3]);
    await save('fog/3', new Float64Array(6).fill(0.5), [2, 3]);
    await save('perturbations/tilt', ramp(36), [3, 4, 3]);
    await save('fog/notes', ramp(2), [2]);
    const saved = await openSavedLogits(folder);
    expect(saved).toMatchObject({ classes: 3, count: 2, labels: Int32Array.of(0, 2) });
    expect(saved.names()).toEqual(['clean', 'fog/3', 'perturbations/tilt', 'snow/5']);
    expect(await saved.read('clean')).toEqual({ logits: ramp(6), count: 2, frames: 1 });
    expect(await saved.read('fog/3')).toEqual({ logits: new Float32Array(6).fill(0.5), count: 2, frames: 1 });
    expect(await saved.read('perturbations/tilt')).toEqual({ logits: ramp(36), count: 3, frames: 4 });
    expect(await errorLine(() => saved.read('fog/4'), folder)).toBe(
      'MODEL_NOT_FOUND at .: there are no logits of "fog/4"; did you mean "fog/3"?',
    );
  });

  it('that are not finite are refused with their row', async () => {
    await save('fog/3', Float32Array.of(1, 2, 3, 4, -Infinity, 6), [2, 3]);
    const saved = await openSavedLogits(folder);
    expect(await errorLine(() => saved.read('fog/3'), folder)).toBe(
      'LOGITS_INVALID at fog/3.npy row 1: the logit of class 1 is -Infinity; expected finite numbers',
    );
  });

  it('of another number of rows than there are labels are refused', async () => {
    await save('fog/3', ramp(9), [3, 3]);
    expect(await line()).toBe(
      'LOGITS_INVALID at fog/3.npy: there are 3 rows of logits and 2 labels; expected 2 rows',
    );
  });

  it('of another number of classes are refused', async () => {
    await save('fog/3', ramp(8), [2, 4]);
    expect(await line()).toBe(
      'LOGITS_INVALID at fog/3.npy: the array is float32 [2, 4]; expected float32 [images, 3]',
    );
  });

  it('of sequences have three axes', async () => {
    await save('perturbations/tilt', ramp(6), [2, 3]);
    expect(await line()).toBe(
      'LOGITS_INVALID at perturbations/tilt.npy: the array is float32 [2, 3]; expected float32 [records, frames, 3]',
    );
  });

  it.each([
    [Int32Array.of(0, 3), [2], 'labels.npy row 1: the label is 3; expected 0 to 2'],
    [Int32Array.of(-1, 0), [2], 'labels.npy row 0: the label is -1; expected 0 to 2'],
    [Float32Array.of(0, 1), [2], 'labels.npy: the array is float32 [2]; expected integers [images]'],
    [Int32Array.of(0, 1), [2, 1], 'labels.npy: the array is int32 [2, 1]; expected integers [images]'],
  ])('with labels %p %p are refused', async (labels, shape, message) => {
    await save('labels', labels, shape);
    expect(await line()).toBe(`LOGITS_INVALID at ${message}`);
  });

  it('that are cut off or are no array are refused', async () => {
    const bytes = encodeNpy(ramp(6), [2, 3]);
    await writeFile(join(folder, 'clean.npy'), bytes.subarray(0, bytes.length - 4));
    const saved = await openSavedLogits(folder);
    expect(await errorLine(() => saved.read('clean'), folder)).toBe(
      'LOGITS_INVALID at clean.npy: the npy file has 20 bytes of data; expected 24',
    );
    await writeFile(join(folder, 'clean.npy'), 'logits, logits, logits');
    expect(await line()).toBe(
      'LOGITS_INVALID at clean.npy: the npy file cannot be read: it has not its magic bytes',
    );
  });

  it('have to be there', async () => {
    const empty = await scratch();
    expect(await errorLine(() => openSavedLogits(empty), empty)).toBe(
      'LOGITS_INVALID at .: the folder holds no logits; expected clean.npy or <corruption>/<severity>.npy',
    );
    expect(await errorLine(() => openSavedLogits(join(empty, 'none')), empty)).toBe(
      'MODEL_NOT_FOUND at none: there is no such folder of logits',
    );
    folder = empty;
    await save('clean', ramp(6), [2, 3]);
    expect(await line()).toBe('LOGITS_INVALID at labels.npy: there is no such file');
  });
});
