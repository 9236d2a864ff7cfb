import { readdir } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';
import { AugmixError, isAugmixError, type Image, type Severity } from '@augmix/core';
import { contactSheet } from '@augmix/data';
import { listImages, readImage, writePng } from '@augmix/data/node';
import { Progress } from '../terminal/progress.js';
import { formatDuration } from '../terminal/output.js';
import type { Corrupter, CorruptKey } from './corrupter.js';

/** The corruptions and severities of one command. */
export interface Selection {
  corruptions: readonly string[];
  severities: readonly Severity[];
}

/** Corrupts an image; an error says which file it was. */
function corruptFile(corrupter: Corrupter, image: Image, key: CorruptKey, file: string): Image {
  try {
    return corrupter(image, key);
  } catch (error) {
    throw isAugmixError(error) ? error.at({ file }) : error;
  }
}

/** Writes one image under one corruption at one severity. */
export async function corruptOne(
  corrupter: Corrupter,
  input: string,
  output: string,
  key: Omit<CorruptKey, 'index'>,
): Promise<void> {
  const image = await readImage(input, { channels: 3 });
  await writePng(output, corruptFile(corrupter, image, { ...key, index: 0 }, input));
}

/**
 * Writes every image under every corruption at every severity in ImageNet-C's layout:
 * `<corruption>/<severity>/<path of the image>`, as PNG.
 *
 * @returns how many files were written
 */
export async function corruptFolder(
  corrupter: Corrupter,
  files: readonly { path: string; name: string }[],
  output: string,
  { corruptions, severities }: Selection,
): Promise<number> {
  const progress = new Progress();
  const started = performance.now();
  const total = files.length * corruptions.length * severities.length;
  let done = 0;
  for (const [index, { path, name }] of files.entries()) {
    const image = await readImage(path, { channels: 3 });
    for (const corruption of corruptions) {
      for (const severity of severities) {
        const target = join(output, corruption, `${severity}`, name);
        await writePng(target, corruptFile(corrupter, image, { corruption, severity, index }, path));
        done++;
        const seconds = ((performance.now() - started) / 1000) * (total / done - 1);
        progress.show(done / total, `${path} · ${formatDuration(seconds)} left`);
      }
    }
  }
  progress.end();
  return done;
}

/** One row per corruption: the image, then each severity. */
export function corruptionSheet(
  corrupter: Corrupter,
  image: Image,
  { corruptions, severities }: Selection,
): Image {
  const rows = corruptions.map((corruption) => [
    image,
    ...severities.map((severity) => corrupter(image, { corruption, severity, index: 0 })),
  ]);
  // Small images are enlarged so that a person sees something.
  return contactSheet(rows, { scale: Math.max(1, Math.floor(96 / image.width)) });
}

/**
 * The images in a folder and below it, in the order of their paths, each with the path of its PNG below the output.
 *
 * @throws AugmixError `IMAGE_NOT_FOUND` when there are none; `USAGE` when two would be written to one file, or the output is
 * the input
 */
export async function findImages(folder: string, output: string): Promise<{ path: string; name: string }[]> {
  if (resolve(folder) === resolve(output)) {
    throw new AugmixError('USAGE', 'the output folder is the input folder', {
      suggestion: 'name another one: its images would be taken for originals the next time',
    });
  }
  const paths = await imagesBelow(folder, resolve(output));
  if (paths.length === 0)
    throw new AugmixError('IMAGE_NOT_FOUND', 'the folder has no images', { file: folder });
  const found = paths.map((path) => ({ path, name: pngName(relative(folder, path)) }));
  const seen = new Set<string>();
  for (const { path, name } of found) {
    if (seen.has(name)) {
      throw new AugmixError('USAGE', `two images would be written to ${name}`, {
        file: path,
        suggestion: 'rename one of them',
      });
    }
    seen.add(name);
  }
  return found;
}

/** The name of an image file with the extension `.png`. */
export const pngName = (path: string): string => `${path.slice(0, path.length - extname(path).length)}.png`;

async function imagesBelow(folder: string, except: string): Promise<string[]> {
  const here = await listImages(folder);
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  for (const inner of folders.sort()) {
    // What an earlier call wrote is not corrupted again.
    if (resolve(inner) !== except) here.push(...(await imagesBelow(inner, except)));
  }
  return here;
}
