import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createRegistry, keyedStream, type Image } from '@augmix/core';
import { imageFolder } from '@augmix/data/node';
import { plugins as data } from '@augmix/data/plugins';
import { renderClean } from '@augmix/mixing';
import { plugins as mixing } from '@augmix/mixing/plugins';
import { centerCrop, randomResizedCropOp, resize } from '@augmix/ops';
import { plugins as ops } from '@augmix/ops/plugins';
import { createPipeline, type PipelineOptions, type PipelineSpec } from '@augmix/pipeline';

// JPEG, PNG and WebP files of many sizes, grey, CMYK and turned ones among them.
const pictures = fileURLToPath(new URL('../../data/tests/golden/pictures', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'augmix-'));
const cache = process.env['AUGMIX_CACHE'];
process.env['AUGMIX_CACHE'] = join(folder, 'cache');
afterAll(() => {
  process.env['AUGMIX_CACHE'] = cache;
  rmSync(folder, { recursive: true });
});

const registry = createRegistry().use(ops).use(mixing).use(data);
const normalization = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const size = 64;
const spec: PipelineSpec = {
  seed: 3,
  dataset: { type: 'imagefolder', folder: pictures, resize: 73, size },
  split: 'train',
  transforms: [{ type: 'random_resized_crop', size }, { type: 'horizontal_flip' }],
  augmentation: { type: 'augmix' },
  views: ['clean', 'augmented'],
  normalization,
  folder: '.',
};
const judged: PipelineSpec = { ...spec, transforms: [], augmentation: { type: 'none' }, views: ['clean'] };

/** Bytes of one view of one image. */
const viewBytes = size * size * 3 * 4;

async function collect(given: PipelineSpec, options: PipelineOptions) {
  const pipeline = await createPipeline(registry, given, options);
  const order = Uint32Array.from({ length: pipeline.length }, (_, index) => index).reverse();
  const batches: { images: string; labels: number[] }[] = [];
  let first: Buffer | undefined;
  try {
    for await (const { images, labels } of pipeline.batches({ epoch: 1, order, batchSize: 3 })) {
      const bytes = Buffer.from(images.slice().buffer);
      // Comparing digests is faster than comparing half a million values.
      const digest = createHash('sha256').update(bytes).digest('hex');
      batches.push({ images: digest, labels: [...labels] });
      first ??= bytes.subarray(0, viewBytes);
    }
  } finally {
    await pipeline.close();
  }
  return { batches, first: first!.toString('base64'), shape: pipeline.shape, length: pipeline.length };
}

function rendered(image: Image): string {
  const out = new Float32Array(image.data.length);
  renderClean(image, normalization, out);
  return Buffer.from(out.buffer).toString('base64');
}

describe('a folder of pictures', () => {
  it('gives the same batches for 0 and 2 workers', async () => {
    for (const given of [spec, judged, { ...judged, split: 'test' as const }]) {
      const direct = await collect(given, { workers: 0 });
      expect(direct.shape).toEqual({ width: size, height: size, channels: 3 });
      expect(direct.batches.flatMap(({ labels }) => labels)).toHaveLength(direct.length);
      expect(await collect(given, { workers: 2 })).toEqual(direct);
    }
  });

  it('is trained on from the pictures’ own sizes', async () => {
    const { first } = await collect({ ...spec, transforms: [spec.transforms[0]] }, { workers: 0 });
    const train = await (await imageFolder({ folder: pictures })).open('train');
    // The order is reversed: the first image is the last record.
    const index = train.length - 1;
    const original = await train.read(index);
    const { sample, apply } = randomResizedCropOp({ size });
    const stream = keyedStream({ seed: 3, purpose: 'base', epoch: 1, index });
    const expected = rendered(apply(original, sample(stream, original)));
    expect(first === expected).toBe(true);
  });

  it('is validated as it is judged: resized and cut as the data set says', async () => {
    const { batches, first } = await collect(judged, { workers: 0 });
    const train = await (await imageFolder({ folder: pictures })).open('train');
    const original = await train.read(train.length - 1);
    const expected = rendered(centerCrop(resize(original, { size: 73 }), { width: size, height: size }));
    expect(first === expected).toBe(true);
    expect(batches[0].labels[0]).toBe(train.label(train.length - 1));
  });

  it('takes transforms that draw nothing', async () => {
    const steps = [
      { type: 'resize', size: 73 },
      { type: 'center_crop', size },
    ];
    const { batches } = await collect({ ...judged, transforms: steps }, { workers: 0 });
    expect(batches).toEqual((await collect(judged, { workers: 0 })).batches);
  });

  it('leaves out the same unreadable pictures in every thread', async () => {
    cpSync(pictures, join(folder, 'damaged'), { recursive: true });
    writeFileSync(join(folder, 'damaged/train/bird/b444.jpg'), 'not a picture');
    const cut = readFileSync(join(pictures, 'train/cat/Zoe.png')).subarray(0, 900);
    writeFileSync(join(folder, 'damaged/train/cat/Zoe.png'), cut);
    const dataset = { type: 'imagefolder', folder: 'damaged', onError: 'skip' };
    const damaged = { ...spec, dataset, folder };
    const direct = await collect(damaged, { workers: 0 });
    expect(direct.length).toBe(6);
    expect(await collect(damaged, { workers: 2 })).toEqual(direct);
    const failing = collect({ ...damaged, dataset: { ...dataset, onError: 'fail' } }, { workers: 2 });
    await expect(failing).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      details: { file: expect.stringMatching(/b444\.jpg$|Zoe\.png$/) },
    });
  });

  it('of many sizes needs something that gives them one', async () => {
    const flipped = collect({ ...spec, transforms: [{ type: 'horizontal_flip' }] }, { workers: 0 });
    await expect(flipped).rejects.toMatchObject({
      code: 'IMAGE_UNSUPPORTED',
      details: { suggestion: expect.stringContaining('random_resized_crop') },
    });
  });
});
