import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import {
  AugmixError,
  type AnyPlugin,
  type Augmentation,
  type Image,
  type Normalization,
  type Registry,
  type ResolvedRef,
} from '@augmix/core';
import { applyOverrides, usePluginModules, writeFileAtomic } from '@augmix/core/node';
import { contactSheet, encodeNpy } from '@augmix/data';
import { listImages, readImage, writePng } from '@augmix/data/node';
import { Command, Option } from 'commander';
import {
  openTrace,
  renderView,
  unitRange,
  viewStreams,
  viewToImage,
  type TraceFile,
} from '../augment/augment-job.js';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { note } from '../terminal/output.js';
import { collect, integerOption, numberOption, numbersOption } from './arguments.js';

interface AugmentFlags {
  augmentation: string;
  severity?: number;
  width?: number;
  depth?: number;
  alpha?: number;
  allOps?: boolean;
  set?: string[];
  plugin?: string[];
  seed: number;
  rng: 'default' | 'numpy';
  mean?: number[];
  std?: number[];
  trace?: string;
  replay?: string;
  grid?: boolean;
  columns: number;
}

const help = `
Examples:
  augmix augment cat.png mixed.png --seed 4
  augmix augment cat.png mixed.npy --rng numpy --seed 4 --mean 0.5,0.5,0.5 --std 0.5,0.5,0.5
  augmix augment cat.png mixed.png --trace t.json   and later   --replay t.json
  augmix augment photos sheet.png --grid
  augmix augment photos mixed-photos

OUT.npy holds float32 values [height, width, channels]: what training sees when --mean and --std are given, else 0 … 1.
OUT.png shows the same with mean and std taken back, rounded to the nearest of 256 levels: it loses a part of what training
sees.`;

export function augmentCommand(): Command {
  return new Command('augment')
    .description('Augment an image, or every image of a folder.')
    .argument('<in>', 'image file or folder')
    .argument('<out>', '.png or .npy file; a folder when the input is one')
    .option('--augmentation <name>', 'augmentation plugin', 'augmix')
    .option('--severity <s>', 'strength of each op, above 0 to 10', numberOption('--severity', 0, 10))
    .option('--width <n>', 'number of chains', integerOption('--width', 1, 1000))
    .option('--depth <n>', 'ops per chain; -1 draws 1 to 3', integerOption('--depth', -1, 1000))
    .option('--alpha <a>', 'of the Dirichlet and Beta distributions', numberOption('--alpha', 0, 1e6))
    .option('--all-ops', 'also color, contrast, brightness and sharpness')
    .option('--set <option=value>', 'any option of the augmentation (repeatable)', collect)
    .option('--plugin <module>', 'plugin package or file (repeatable)', collect)
    .option('--seed <n>', 'seed of the random stream', integerOption('--seed', 0, Number.MAX_SAFE_INTEGER), 0)
    .addOption(
      new Option('--rng <name>', "random numbers: our own, or NumPy's as the reference draws them")
        .choices(['default', 'numpy'])
        .default('default'),
    )
    .option('--mean <list>', 'subtracted per channel, after scaling to 0 … 1', numbersOption('--mean'))
    .option('--std <list>', 'divided by per channel', numbersOption('--std'))
    .option('--trace <file>', 'write what was drawn, as JSON')
    .option('--replay <file>', 'draw nothing: do what a trace says')
    .option('--grid', 'write a contact sheet: each image, then its augmented views')
    .option('--columns <n>', 'columns of the contact sheet', integerOption('--columns', 2, 100), 9)
    .addHelpText('after', help)
    .action(run);
}

async function run(input: string, output: string, flags: AugmentFlags): Promise<void> {
  const registry = await usePluginModules(createFirstPartyRegistry(), flags.plugin ?? [], process.cwd());
  const isFolder = await stat(input).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if ((flags.trace || flags.replay) && (isFolder || flags.grid)) {
    throw new AugmixError('USAGE', '--trace and --replay are for a single image');
  }
  const drawn = ['severity', 'width', 'depth', 'alpha', 'allOps', 'set'] as const;
  if (flags.replay && drawn.some((name) => flags[name] !== undefined)) {
    note('--replay does what the trace says; the options of the augmentation are not used');
  }
  const files = isFolder ? await listImages(input) : [input];
  if (files.length === 0)
    throw new AugmixError('IMAGE_NOT_FOUND', 'the folder has no images', { file: input });
  if (flags.trace && flags.replay)
    throw new AugmixError('USAGE', '--replay draws nothing that --trace could write');
  if (flags.grid && outputKind(output) !== 'png')
    throw new AugmixError('USAGE', 'a contact sheet is a .png file');
  if (!isFolder) outputKind(output);
  const targets = isFolder && !flags.grid ? folderTargets(files, input, output) : [output];
  const ref = augmentationRef(registry, flags);
  if (flags.grid) return writeGrid(registry, ref, files, output, flags);
  const augmentation = await registry.create('augmentation', ref);
  const streams = viewStreams(flags.rng, flags.seed);
  for (const [index, file] of files.entries()) {
    const image = await readImage(file);
    const target = targets[index];
    if (flags.replay) {
      const replayed = await openTrace(registry, await readJson(flags.replay), image, flags.replay);
      await writeView(replayed.augmentation, image, replayed.trace, target, flags);
      continue;
    }
    const trace: unknown = augmentation.sample(streams(index, 1), image);
    await writeView(augmentation, image, trace, target, flags);
    if (flags.trace) {
      const { width, height } = image;
      const contents: TraceFile = {
        schemaVersion: 1,
        augmentation: ref,
        seed: flags.seed,
        rng: flags.rng,
        width,
        height,
        trace,
      };
      await writeFileAtomic(flags.trace, JSON.stringify(contents, null, 2) + '\n');
    }
  }
  if (isFolder) note(`wrote ${files.length} images to ${output}`);
}

/** One PNG per image; no image is written over another one, or over an original. */
function folderTargets(files: readonly string[], input: string, output: string): string[] {
  if (resolve(input) === resolve(output)) {
    throw new AugmixError('USAGE', 'the output folder is the input folder', {
      suggestion: 'name another one: the originals would be overwritten',
    });
  }
  const targets = files.map((file) => join(output, `${basename(file, extname(file))}.png`));
  const repeated = targets.findIndex((target, index) => targets.indexOf(target) !== index);
  if (repeated < 0) return targets;
  throw new AugmixError('USAGE', `two images would be written to ${targets[repeated]}`, {
    file: files[repeated],
    suggestion: 'rename one of them',
  });
}

function augmentationRef(registry: Registry<AnyPlugin>, flags: AugmentFlags): ResolvedRef {
  const { augmentation: type, severity, width, depth, alpha, allOps } = flags;
  const given = Object.entries({ severity, width, depth, alpha, allOps }).filter(
    ([, value]) => value !== undefined,
  );
  return registry.resolve(
    'augmentation',
    applyOverrides({ type, ...Object.fromEntries(given) }, flags.set ?? []) as ResolvedRef,
  );
}

function outputKind(output: string): 'png' | 'npy' {
  const extension = extname(output).toLowerCase();
  if (extension === '.png') return 'png';
  if (extension === '.npy') return 'npy';
  throw new AugmixError('USAGE', `cannot write "${output}"`, {
    expected: 'a name that ends in .png or .npy',
  });
}

async function writeView(
  augmentation: Augmentation,
  image: Image,
  trace: unknown,
  output: string,
  flags: AugmentFlags,
): Promise<void> {
  const normalization = normalizationFor(image, flags);
  const view = renderView(augmentation, image, trace, normalization);
  if (outputKind(output) === 'png') return writePng(output, viewToImage(view, normalization));
  await writeFileAtomic(output, encodeNpy(view.values, [view.height, view.width, view.channels]));
}

function normalizationFor({ channels }: Image, { mean, std }: AugmentFlags): Normalization {
  if (!mean && !std) return unitRange;
  for (const [name, list] of [
    ['--mean', mean],
    ['--std', std],
  ] as const) {
    if (
      list &&
      (list.length === 1 || list.length === channels) &&
      (name === '--mean' || list.every((value) => value > 0))
    )
      continue;
    const found = list ? `${name} is "${list.join(',')}"` : `${name} is missing`;
    throw new AugmixError('USAGE', found, {
      expected: `1 or ${channels} numbers${name === '--std' ? ' above 0' : ''}; --mean and --std go together`,
    });
  }
  return { mean: mean!, std: std! };
}

async function writeGrid(
  registry: Registry<AnyPlugin>,
  ref: ResolvedRef,
  files: string[],
  output: string,
  flags: AugmentFlags,
): Promise<void> {
  const augmentation = await registry.create('augmentation', ref);
  const streams = viewStreams(flags.rng, flags.seed);
  const rows: Image[][] = [];
  for (const [index, file] of files.entries()) {
    const image = await readImage(file);
    const normalization = normalizationFor(image, flags);
    const views = Array.from({ length: flags.columns - 1 }, (_, view) => {
      const trace: unknown = augmentation.sample(streams(index, view + 1), image);
      return viewToImage(renderView(augmentation, image, trace, normalization), normalization);
    });
    rows.push([image, ...views]);
  }
  // Small images are enlarged so that a person sees something.
  const scale = Math.max(1, Math.floor(96 / Math.max(...rows.flat().map(({ width }) => width))));
  await writePng(output, contactSheet(rows, { scale }));
  note(`wrote ${output}: ${rows.length} × ${flags.columns}, the originals on the left`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new AugmixError('TRACE_INVALID', `cannot read the trace: ${(cause as Error).message}`, {
      file,
      cause,
    });
  }
}
