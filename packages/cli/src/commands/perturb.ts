import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { AugmixError, suggestName, type ResolvedRef } from '@augmix/core';
import { applyOverrides, usePluginModules } from '@augmix/core/node';
import type { Difficulty, Preset } from '@augmix/corruptions';
import { Command } from 'commander';
import { findImages, pngName } from '../corrupt/corrupt-files.js';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { perturbDataset } from '../perturb/perturb-dataset.js';
import { perturbFolder, perturbOne } from '../perturb/perturb-files.js';
import { createPerturber, type PerturberSpec } from '../perturb/perturber.js';
import { selectPerturbations } from '../perturb/selection.js';
import { note } from '../terminal/output.js';
import { collect, integerOption, numberOption } from './arguments.js';
import { presetOption } from './preset-option.js';

interface PerturbFlags {
  perturbation: string;
  preset: Preset;
  difficulty: Difficulty;
  seed: number;
  crop?: number;
  resize?: number;
  delay: number;
  set?: string[];
  images?: number;
  plugin?: string[];
}

const help = `
Examples:
  augmix perturb cat.png tilted --perturbation tilt --preset imagenet
  augmix perturb cat.png tilted.webp --perturbation tilt --preset imagenet --crop 224
  augmix perturb cat.png noisy.gif --perturbation gaussian_noise --difficulty 3 --preset imagenet
  augmix perturb photos photos-p --perturbation test --preset imagenet --crop 224
  augmix perturb cifar10 CIFAR-10-P --perturbation all --preset cifar

An image becomes OUT/000.png, OUT/001.png, …, or one animated file: .webp without loss, .gif with 256 colours. A folder becomes
OUT/<perturbation>/<path of the image>/000.png, … A data set becomes OUT/<perturbation>.npy, the layout of CIFAR-10-P: the frames
of its test images in order, without labels. Killed, it goes on where it was when it is started again.

The preset is the benchmark whose sequences are meant, whatever the size of the images. ImageNet-P moves images whose shorter side
is 256 pixels and cuts 224 out of the middle afterwards, which --crop does. Only noises have a difficulty.`;

export function perturbCommand(): Command {
  return new Command('perturb')
    .description('Make sequences of frames out of images, as ImageNet-P and CIFAR-10-P do.')
    .argument('<in>', 'image file, folder, or name of a data set')
    .argument('<out>', 'folder; for one image and one perturbation also a .webp or .gif file')
    .requiredOption('--perturbation <names>', 'names, test, validation or all; several with commas')
    .requiredOption(
      '--preset <name>',
      'whose sequences are meant: cifar, tiny, imagenet, inception',
      presetOption,
    )
    .option('--difficulty <n>', 'how strong a noise is', integerOption('--difficulty', 1, 3), 1)
    .option(
      '--seed <n>',
      'seed of the random streams',
      integerOption('--seed', 0, Number.MAX_SAFE_INTEGER),
      0,
    )
    .option(
      '--crop <pixels>',
      'cut a square of this side out of the middle; below 1, a share of each side',
      cropOption,
    )
    .option('--resize <pixels>', 'make the frames squares of this side', integerOption('--resize', 1, 1e5))
    .option('--delay <ms>', 'how long an animation shows a frame', integerOption('--delay', 10, 60_000), 100)
    .option('--set <option=value>', 'an option of the data set (repeatable)', collect)
    .option('--images <n>', 'the first n images of the data set', integerOption('--images', 1, 1e9))
    .option('--plugin <module>', 'plugin package or file (repeatable)', collect)
    .addHelpText('after', help)
    .action(run);
}

function cropOption(text: string): number {
  return (Number(text) < 1 ? numberOption('--crop', 0.001, 1) : integerOption('--crop', 1, 1e5))(text);
}

async function run(input: string, output: string, flags: PerturbFlags): Promise<void> {
  const registry = await usePluginModules(createFirstPartyRegistry(), flags.plugin ?? [], process.cwd());
  const { preset, seed, difficulty, crop: cropSize, resize: resizeSize, delay } = flags;
  const perturbations = selectPerturbations(registry, flags.perturbation, difficulty);
  const spec: PerturberSpec = { perturbations, preset, seed, difficulty, cropSize, resizeSize };
  const datasets = registry.names('dataset');
  if (datasets.includes(input)) {
    refuseFile(output);
    const ref = applyOverrides({ type: input }, flags.set ?? []) as ResolvedRef;
    const dataset = registry.resolve('dataset', ref);
    return perturbDataset(registry, { ...spec, dataset, output, images: flags.images });
  }
  if (flags.set || flags.images !== undefined) {
    throw new AugmixError('USAGE', `--set and --images are for a data set, and "${input}" is none`, {
      suggestion: suggestName(input, datasets),
    });
  }
  const found = await stat(input).catch((cause: unknown) => {
    throw new AugmixError('IMAGE_NOT_FOUND', 'there is no such image, folder or data set', {
      file: input,
      suggestion: extname(input) === '' ? suggestName(input, datasets) : undefined,
      cause,
    });
  });
  const isAnimation = /\.(webp|gif)$/i.test(output);
  if (isAnimation && (found.isDirectory() || perturbations.length > 1)) {
    throw new AugmixError('USAGE', 'an animation is one image under one perturbation', {
      file: output,
      suggestion: 'name a folder',
    });
  }
  if (!isAnimation) refuseFile(output);
  const perturber = await createPerturber(registry, spec);
  if (!found.isDirectory() && perturbations.length === 1) {
    const count = await perturbOne(perturber, input, output, perturbations[0], { isAnimation, delay });
    return note(`wrote ${count} frames to ${output}`);
  }
  const images = found.isDirectory() ? await findImages(input, output) : [{ path: input, name: pngName('') }];
  const files = images.map(({ path, name }) => ({ path, name: name.slice(0, -'.png'.length) }));
  const count = await perturbFolder(perturber, files, output, spec);
  note(`wrote ${count} frames to ${output}`);
}

function refuseFile(output: string): void {
  if (!/\.(png|jpe?g|webp|gif|mp4|tiff?|avif|npy)$/i.test(output)) return;
  throw new AugmixError('USAGE', `cannot write "${output}"`, {
    expected: 'a folder, or a name that ends in .webp or .gif for one image',
  });
}
