import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, extname } from 'node:path';
import {
  AugmixError,
  suggestName,
  type AnyPlugin,
  type Dataset,
  type Image,
  type Registry,
  type ResolvedRef,
} from '@augmix/core';
import { applyOverrides, usePluginModules } from '@augmix/core/node';
import { presetNames, type Preset } from '@augmix/corruptions';
import { readImage, writePng } from '@augmix/data/node';
import { Command } from 'commander';
import {
  corruptFolder,
  corruptionSheet,
  corruptOne,
  findImages,
  pngName,
  type Selection,
} from '../corrupt/corrupt-files.js';
import { corruptDataset } from '../corrupt/corrupt-dataset.js';
import {
  createCorrupter,
  type Corrupter,
  type CorrupterSpec,
  type FrostSource,
} from '../corrupt/corrupter.js';
import { chooseFrost } from '../corrupt/frost-photographs.js';
import { selectCorruptions, selectSeverities } from '../corrupt/selection.js';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { note } from '../terminal/output.js';
import { collect, integerOption } from './arguments.js';
import { frostOption } from './frost-option.js';
import { presetOption } from './preset-option.js';

interface CorruptFlags {
  corruption: string;
  severity?: string;
  preset: Preset;
  seed: number;
  jpegQuality?: number;
  frost?: FrostSource;
  grid?: boolean;
  set?: string[];
  images?: number;
  workers: number;
  plugin?: string[];
}

const help = `
Examples:
  augmix corrupt cat.png foggy.png --corruption fog --severity 3 --preset imagenet
  augmix corrupt cat.png sheet.png --corruption all --preset imagenet --grid
  augmix corrupt photos photos-c --corruption common --preset imagenet
  augmix corrupt photos photos-c --corruption fog,snow --severity 1,3,5 --preset tiny --jpeg-quality 85
  augmix corrupt cifar10 CIFAR-10-C --corruption common --preset cifar

A folder becomes OUT/<corruption>/<severity>/<path>.png, the layout of ImageNet-C. A data set becomes OUT/<corruption>.npy and
OUT/labels.npy, the layout of CIFAR-10-C: its test images in order at severity 1, then at 2, … Killed, it goes on where it was
when it is started again.

The preset is the benchmark whose severities are meant, whatever the size of the images.`;

export function corruptCommand(): Command {
  return new Command('corrupt')
    .description('Corrupt an image, a folder of images or a data set, as ImageNet-C and CIFAR-10-C do.')
    .argument('<in>', 'image file, folder, or name of a data set')
    .argument('<out>', '.png file for one image or a contact sheet, else a folder')
    .requiredOption('--corruption <names>', 'names, common, extra or all; several with commas')
    .option('--severity <list>', '1 to 5, such as 3, 1,3,5 or 2-4 (default: 1-5)')
    .requiredOption('--preset <name>', `whose severities are meant: ${presetNames.join(', ')}`, presetOption)
    .option(
      '--seed <n>',
      'seed of the random streams',
      integerOption('--seed', 0, Number.MAX_SAFE_INTEGER),
      0,
    )
    .option(
      '--jpeg-quality <q>',
      'compress the result too; the published ImageNet-C has 85',
      integerOption('--jpeg-quality', 1, 100),
    )
    .addOption(frostOption())
    .option('--grid', 'write a contact sheet: a row per corruption, the clean image on the left')
    .option('--set <option=value>', 'an option of the data set (repeatable)', collect)
    .option('--images <n>', 'the first n images of the data set', integerOption('--images', 1, 1e9))
    .option(
      '--workers <n>',
      'worker threads for a data set',
      integerOption('--workers', 0, 1024),
      availableParallelism(),
    )
    .option('--plugin <module>', 'plugin package or file (repeatable)', collect)
    .addHelpText('after', help)
    .action(run);
}

async function run(input: string, output: string, flags: CorruptFlags): Promise<void> {
  const registry = await usePluginModules(createFirstPartyRegistry(), flags.plugin ?? [], process.cwd());
  const selection: Selection = {
    corruptions: selectCorruptions(registry, flags.corruption),
    severities: selectSeverities(flags.severity ?? '1-5'),
  };
  const { preset, seed, jpegQuality } = flags;
  const frost = await chooseFrost(flags.frost, selection.corruptions);
  const spec: CorrupterSpec = { corruptions: selection.corruptions, preset, seed, jpegQuality, frost };
  if (registry.names('dataset').includes(input)) return corruptData(registry, input, output, spec, flags);
  if (flags.set || flags.images !== undefined) {
    throw new AugmixError('USAGE', `--set and --images are for a data set, and "${input}" is none`, {
      suggestion: suggestName(input, registry.names('dataset')),
    });
  }
  const found = await stat(input).catch((cause: unknown) => {
    throw new AugmixError('IMAGE_NOT_FOUND', 'there is no such image, folder or data set', {
      file: input,
      suggestion: extname(input) === '' ? suggestName(input, registry.names('dataset')) : undefined,
      cause,
    });
  });
  const corrupter = await createCorrupter(registry, spec);
  if (flags.grid) {
    if (found.isDirectory()) throw new AugmixError('USAGE', '--grid is for one image', { file: input });
    return writeGrid(corrupter, await readImage(input, { channels: 3 }), output, selection);
  }
  const { corruptions, severities } = selection;
  if (!found.isDirectory() && isPng(output)) {
    if (corruptions.length * severities.length > 1) {
      throw new AugmixError(
        'USAGE',
        `${corruptions.length} × ${severities.length} images do not fit in one file`,
        {
          file: output,
          suggestion: 'choose one --corruption and one --severity, add --grid, or name a folder',
        },
      );
    }
    return corruptOne(corrupter, input, output, { corruption: corruptions[0], severity: severities[0] });
  }
  refuseFileName(output);
  const files = found.isDirectory()
    ? await findImages(input, output)
    : [{ path: input, name: pngName(basename(input)) }];
  const count = await corruptFolder(corrupter, files, output, selection);
  note(`wrote ${count} images to ${output}`);
}

const isPng = (path: string): boolean => extname(path).toLowerCase() === '.png';

function refuseFileName(output: string): void {
  if (!/\.(png|jpe?g|webp|gif|tiff?|avif|npy)$/i.test(output)) return;
  throw new AugmixError('USAGE', `cannot write "${output}"`, {
    expected: 'a folder, or a name that ends in .png for one image',
  });
}

async function writeGrid(
  corrupter: Corrupter,
  image: Image,
  output: string,
  selection: Selection,
): Promise<void> {
  if (!isPng(output)) throw new AugmixError('USAGE', 'a contact sheet is a .png file', { file: output });
  await writePng(output, corruptionSheet(corrupter, image, selection));
  note(`wrote ${output}; columns: clean, severity ${selection.severities.join(', ')}; rows from the top:`);
  note(selection.corruptions.join(', '));
}

async function corruptData(
  registry: Registry<AnyPlugin>,
  name: string,
  output: string,
  spec: CorrupterSpec,
  flags: CorruptFlags,
): Promise<void> {
  const ref = registry.resolve('dataset', applyOverrides({ type: name }, flags.set ?? []) as ResolvedRef);
  if (flags.grid) {
    const dataset = (await registry.create('dataset', ref, { log: note })) as Dataset;
    const split = await dataset.open('test');
    const image = await split.read(0);
    split.close?.();
    const severities = selectSeverities(flags.severity ?? '1-5');
    const corrupter = await createCorrupter(registry, spec);
    return writeGrid(corrupter, image, output, { corruptions: spec.corruptions, severities });
  }
  if (flags.severity !== undefined) {
    throw new AugmixError('USAGE', 'a data set gets all severities: that is what its layout has', {
      suggestion: 'leave --severity out',
    });
  }
  refuseFileName(output);
  const { images, workers } = flags;
  await corruptDataset(registry, { dataset: ref, output, images, workers, ...spec });
}
