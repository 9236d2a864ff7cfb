import { join } from 'node:path';
import { isAugmixError, type Image } from '@augmix/core';
import { readImage, writeAnimation, writePng } from '@augmix/data/node';
import { formatDuration } from '../terminal/output.js';
import { Progress } from '../terminal/progress.js';
import { sequenceName, type Perturber, type PerturberSpec, type PerturbKey } from './perturber.js';

/** Perturbs an image; an error says which file it was. */
function perturbFile(perturber: Perturber, image: Image, key: PerturbKey, file: string): Image[] {
  try {
    return perturber(image, key);
  } catch (error) {
    throw isAugmixError(error) ? error.at({ file }) : error;
  }
}

/**
 * Writes one image under one perturbation: as an animation, or into a folder as `000.png`, `001.png`, …
 *
 * @returns how many frames there are
 */
export async function perturbOne(
  perturber: Perturber,
  input: string,
  output: string,
  perturbation: string,
  { isAnimation, delay }: { isAnimation: boolean; delay: number },
): Promise<number> {
  const image = await readImage(input, { channels: 3 });
  const frames = perturbFile(perturber, image, { perturbation, index: 0 }, input);
  await (isAnimation ? writeAnimation(output, frames, { delay }) : writeFrames(output, frames));
  return frames.length;
}

/**
 * Writes every image under every perturbation: `<perturbation>/<path of the image without its ending>/000.png`, …
 *
 * @returns how many frames were written
 */
export async function perturbFolder(
  perturber: Perturber,
  files: readonly { path: string; name: string }[],
  output: string,
  { perturbations, difficulty }: Pick<PerturberSpec, 'perturbations' | 'difficulty'>,
): Promise<number> {
  const progress = new Progress();
  const started = performance.now();
  const total = files.length * perturbations.length;
  let [done, count] = [0, 0];
  for (const [index, { path, name }] of files.entries()) {
    const image = await readImage(path, { channels: 3 });
    for (const perturbation of perturbations) {
      const frames = perturbFile(perturber, image, { perturbation, index }, path);
      await writeFrames(join(output, sequenceName(perturbation, difficulty), name), frames);
      count += frames.length;
      done++;
      const seconds = ((performance.now() - started) / 1000) * (total / done - 1);
      progress.show(done / total, `${path} · ${formatDuration(seconds)} left`);
    }
  }
  progress.end();
  return count;
}

async function writeFrames(folder: string, frames: readonly Image[]): Promise<void> {
  for (const [index, frame] of frames.entries()) {
    await writePng(join(folder, `${String(index).padStart(3, '0')}.png`), frame);
  }
}
