import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AugmixError, type AnyPlugin, type DatasetSplit, type Registry, type Severity } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';
import { encodeNpy } from '@augmix/data';
import { openRecord, removeLeftovers, saveRecord, type DatasetRecord } from '../dataset-record.js';
import { installedVersion } from '../installed-version.js';
import { formatDuration, note } from '../terminal/output.js';
import { Progress } from '../terminal/progress.js';
import type { ChunkRequest, ChunkSpec } from './chunk-maker.js';
import { openChunkPool } from './chunk-pool.js';
import type { FrostSource } from './corrupter.js';
import { PartialNpy } from './partial-npy.js';

/** What to write where. */
export interface DatasetJob extends ChunkSpec {
  /** A folder. */
  output: string;
  /** Only the first test images; default: all. */
  images?: number;
  workers: number;
}

const severities = 5;
/** A chunk is as many images as fit: small, because a few of them are in memory at a time. */
const chunkBytes = 1 << 20;

/**
 * Writes the test images of a data set under each corruption in CIFAR-10-C's layout: `<corruption>.npy`, uint8
 * `[5 · images, height, width, channels]`, severity by severity, and `labels.npy`.
 *
 * Every chunk is on the disk before `corrupt.json` says so: a job that was killed goes on where it was, and ends with the same bytes.
 *
 * @throws AugmixError `RUN_EXISTS` and `RUN_MISMATCH` rather than write over something else; what the data set throws
 */
export async function corruptDataset(registry: Registry<AnyPlugin>, job: DatasetJob): Promise<void> {
  const { output, workers, images: wanted, ...spec } = job;
  const dataset = await registry.create('dataset', spec.dataset, { log: note });
  if (!dataset.shape) {
    throw new AugmixError(
      'USAGE',
      `the images of "${spec.dataset.type}" differ in size: they do not fit in one array`,
    );
  }
  const { height, width, channels } = dataset.shape;
  const split = await dataset.open('test');
  const images = Math.min(wanted ?? split.length, split.length);
  const labels = encodeLabels(split, images, dataset.classes.length);
  split.close?.();

  const { corruptions, preset, seed, jpegQuality } = spec;
  const settings = { dataset: spec.dataset, images, preset, seed, jpegQuality };
  const recordFile = join(output, 'corrupt.json');
  const record: DatasetRecord<{ frost?: FrostSource }> = await openRecord(recordFile, {
    augmix: installedVersion(),
    ...settings,
  });
  if (corruptions.includes('frost')) noteFrost(record, spec.frost, recordFile);
  const shape = [severities * images, height, width, channels];
  const path = (corruption: string): string => join(output, `${corruption}.npy`);
  // Everything is looked at before anything is written.
  const labelsPath = join(output, 'labels.npy');
  checkLabels(labelsPath, labels, Object.keys(record.written).length > 0);
  for (const corruption of corruptions) {
    const recorded = record.written[corruption] ?? 0;
    record.written[corruption] = await PartialNpy.kept(path(corruption), shape, recorded);
  }
  const left = corruptions.filter((corruption) => !existsSync(path(corruption)));
  await removeLeftovers(output, [basename(recordFile), basename(labelsPath)]);
  await saveRecord(recordFile, record);
  await writeFileAtomic(labelsPath, labels);

  const meter = new Meter(corruptions, record.written, shape[0]);
  const pool = await openChunkPool(registry, spec, workers);
  try {
    const perChunk = Math.max(1, Math.floor(chunkBytes / (height * width * channels)));
    let file: PartialNpy | undefined;
    const openNext = (corruption: string) =>
      PartialNpy.open(path(corruption), shape, record.written[corruption]);
    for (const corruption of left) {
      // Complete but for its name: the process was killed in between.
      if (record.written[corruption] === shape[0]) await (await openNext(corruption)).finish();
    }
    try {
      for await (const [{ corruption, count }, chunk] of pool.chunks(
        requests(left, record.written, images, perChunk),
      )) {
        file ??= await openNext(corruption);
        await file.append(chunk);
        record.written[corruption] += count;
        await saveRecord(recordFile, record);
        meter.add(count, corruption);
        if (record.written[corruption] < shape[0]) continue;
        await file.finish();
        file = undefined;
      }
    } finally {
      await file?.close();
    }
  } finally {
    meter.end();
    await pool.close();
  }
  const files = `${corruptions.length} ${corruptions.length === 1 ? 'file' : 'files'}`;
  note(`wrote ${files} of ${severities} × ${images} images and labels.npy to ${output}`);
}

/** The photographs may be fetched at any time, and only `frost.npy` depends on them. */
function noteFrost(record: { frost?: FrostSource }, frost: FrostSource, file: string): void {
  record.frost ??= frost;
  if (record.frost === frost) return;
  throw new AugmixError('RUN_MISMATCH', `the folder was made with frost "${record.frost}", not "${frost}"`, {
    file,
    suggestion: `use another folder, or --frost ${record.frost} to go on`,
  });
}

/** The chunks that are still to be made, in the order of the files. */
function* requests(
  corruptions: readonly string[],
  written: Readonly<Record<string, number>>,
  images: number,
  perChunk: number,
): Generator<ChunkRequest> {
  for (const corruption of corruptions) {
    for (let at = written[corruption]; at < severities * images;) {
      const start = at % images;
      const count = Math.min(perChunk, images - start);
      yield { corruption, severity: (Math.floor(at / images) + 1) as Severity, start, count };
      at += count;
    }
  }
}

/** The labels once per severity: bytes, as published, unless there are more classes than a byte has values. */
function encodeLabels(split: DatasetSplit, images: number, classes: number): Uint8Array {
  const count = severities * images;
  const labels = Array.from({ length: count }, (_, index) => split.label(index % images));
  const isByte = classes <= 256;
  return encodeNpy(isByte ? Uint8Array.from(labels) : BigInt64Array.from(labels, BigInt), [count]);
}

function checkLabels(file: string, labels: Uint8Array, isOurs: boolean): void {
  if (!existsSync(file)) return;
  if (Buffer.compare(readFileSync(file), labels) === 0) return;
  throw new AugmixError(
    isOurs ? 'RUN_MISMATCH' : 'RUN_EXISTS',
    isOurs ? 'the folder was made of other images' : 'the file is there already',
    { file, suggestion: 'use another folder' },
  );
}

/** Shows how far a job is. */
class Meter {
  readonly #progress = new Progress();
  readonly #total: number;
  #done: number;
  // Threads take their time to start: the speed is measured from the first chunk on.
  #first?: { at: number; done: number };

  constructor(corruptions: readonly string[], written: Readonly<Record<string, number>>, perFile: number) {
    this.#total = corruptions.length * perFile;
    this.#done = corruptions.reduce((sum, corruption) => sum + written[corruption], 0);
    if (this.#done > 0) note(`going on after ${this.#done} of ${this.#total} images`);
  }

  add(count: number, corruption: string): void {
    this.#done += count;
    this.#first ??= { at: performance.now(), done: this.#done };
    const seconds = (performance.now() - this.#first.at) / 1000;
    const rate = (this.#done - this.#first.done) / seconds;
    const speed = rate > 0 ? ` · ${rate.toFixed(0)} images/s` : '';
    const left = formatDuration((this.#total - this.#done) / rate);
    this.#progress.show(this.#done / this.#total, `${corruption}${speed} · ${left} left`);
  }

  end(): void {
    this.#progress.end();
  }
}
