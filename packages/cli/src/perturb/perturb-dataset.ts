import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  AugmixError,
  type AnyPlugin,
  type DatasetSplit,
  type Image,
  type Registry,
  type ResolvedRef,
} from '@augmix/core';
import { PartialNpy } from '../corrupt/partial-npy.js';
import { openRecord, removeLeftovers, saveRecord } from '../dataset-record.js';
import { installedVersion } from '../installed-version.js';
import { formatDuration, note } from '../terminal/output.js';
import { Progress } from '../terminal/progress.js';
import { createPerturber, sequenceName, type Perturber, type PerturberSpec } from './perturber.js';

/** What to write where. */
export interface SequencesJob extends PerturberSpec {
  dataset: ResolvedRef;
  /** A folder. */
  output: string;
  /** Only the first test images; default: all. */
  images?: number;
}

/** Bytes that are written at a time: few enough to hold, many enough that waiting for the disk does not matter. */
const chunkBytes = 8 << 20;

/**
 * Writes the test images of a data set under each perturbation in CIFAR-10-P's layout: `<perturbation>.npy`, uint8
 * `[images, frames, height, width, channels]`, in order.
 *
 * Every chunk is on the disk before `perturb.json` says so: a job that was killed goes on where it was, and ends with the same
 * bytes.
 *
 * @throws AugmixError `RUN_EXISTS` and `RUN_MISMATCH` rather than write over something else; what the data set throws
 */
export async function perturbDataset(registry: Registry<AnyPlugin>, job: SequencesJob): Promise<void> {
  const { output, images: wanted, dataset: ref, ...spec } = job;
  const perturber = await createPerturber(registry, spec);
  const dataset = await registry.create('dataset', ref, { log: note });
  const split = await dataset.open('test');
  try {
    if (split.length === 0) throw new AugmixError('USAGE', `"${ref.type}" has no test images`);
    const images = Math.min(wanted ?? split.length, split.length);
    const { preset, seed, cropSize, resizeSize } = spec;
    const recordFile = join(output, 'perturb.json');
    const settings = { augmix: installedVersion(), dataset: ref, images, preset, seed, cropSize, resizeSize };
    const record = await openRecord(recordFile, settings);
    const sequences = new Map<string, Sequence>();
    // Everything is looked at before anything is written.
    for (const perturbation of spec.perturbations) {
      const name = sequenceName(perturbation, spec.difficulty);
      const path = join(output, `${name}.npy`);
      const shape = [images, ...frameShape(perturber(await split.read(0), { perturbation, index: 0 }))];
      record.written[name] = await PartialNpy.kept(path, shape, record.written[name] ?? 0);
      sequences.set(name, { perturbation, path, shape });
    }
    await removeLeftovers(output, [basename(recordFile)]);
    const names = [...sequences.keys()];
    const meter = startMeter(
      () => names.reduce((sum, name) => sum + record.written[name], 0),
      images * names.length,
    );
    for (const [name, sequence] of sequences) {
      if (existsSync(sequence.path)) continue;
      await writeSequences(split, perturber, sequence, record.written[name], async (written) => {
        record.written[name] = written;
        await saveRecord(recordFile, record);
        meter.show(name);
      });
    }
    meter.end();
    const files = `${sequences.size} ${sequences.size === 1 ? 'file' : 'files'}`;
    note(`wrote ${files} of ${images} sequences to ${output}`);
  } finally {
    split.close?.();
  }
}

interface Sequence {
  perturbation: string;
  path: string;
  shape: readonly number[];
}

async function writeSequences(
  split: DatasetSplit,
  perturber: Perturber,
  { perturbation, path, shape }: Sequence,
  kept: number,
  save: (written: number) => Promise<void>,
): Promise<void> {
  const [images, ...sequenceShape] = shape;
  const sequenceBytes = sequenceShape.reduce((product, length) => product * length, 1);
  const perChunk = Math.max(1, Math.floor(chunkBytes / sequenceBytes));
  const file = await PartialNpy.open(path, shape, kept);
  try {
    for (let start = kept; start < images; start += perChunk) {
      const count = Math.min(perChunk, images - start);
      const chunk = new Uint8Array(count * sequenceBytes);
      for (let index = start; index < start + count; index++) {
        const frames = perturber(await split.read(index), { perturbation, index });
        requireShape(frames, sequenceShape, perturbation, index);
        frames.forEach(({ data }, frame) =>
          chunk.set(data, (index - start) * sequenceBytes + frame * data.length),
        );
      }
      await file.append(chunk);
      await save(start + count);
    }
    await file.finish();
  } finally {
    await file.close();
  }
}

/** Shows how many of all sequences are done. */
function startMeter(countDone: () => number, total: number): { show(name: string): void; end(): void } {
  const progress = new Progress();
  const started = performance.now();
  const before = countDone();
  if (before > 0) note(`going on after ${before} of ${total} sequences`);
  return {
    show(name) {
      const done = countDone();
      const rate = (done - before) / ((performance.now() - started) / 1000);
      const left = formatDuration((total - done) / rate);
      progress.show(done / total, `${name} · ${rate.toFixed(0)} sequences/s · ${left} left`);
    },
    end: () => progress.end(),
  };
}

const frameShape = ([{ height, width, channels }, ...rest]: readonly Image[]): number[] => [
  1 + rest.length,
  height,
  width,
  channels,
];

function requireShape(
  frames: readonly Image[],
  shape: readonly number[],
  perturbation: string,
  index: number,
): void {
  const [count, ...size] = shape;
  const isSame = ({ height, width, channels }: Image): boolean =>
    height === size[0] && width === size[1] && channels === size[2];
  if (frames.length === count && frames.every(isSame)) return;
  throw new AugmixError(
    'USAGE',
    `the frames of image ${index} have another size: they do not fit in one array`,
    {
      path: perturbation,
      expected: `${count} frames of [${size.join(', ')}]`,
    },
  );
}
