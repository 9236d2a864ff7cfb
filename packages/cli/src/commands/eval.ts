import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { AugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import { usePluginModules } from '@augmix/core/node';
import { presetNames, type Preset } from '@augmix/corruptions';
import { listCells, modelFlags, type Cell } from '@augmix/evaluation';
import type { ReadRun } from '@augmix/trainer';
import { Command, Option } from 'commander';
import { chooseFrost } from '../corrupt/frost-photographs.js';
import type { FrostSource } from '../corrupt/corrupter.js';
import { selectCorruptions, selectSeverities } from '../corrupt/selection.js';
import type { CellSourceSpec } from '../evaluate/cell-source.js';
import { evaluateModels, type EvaluationJob } from '../evaluate/evaluate-models.js';
import { findImages } from '../evaluate/find-images.js';
import { namedTestSet } from '../evaluate/compare.js';
import { findModels, type JudgedModel } from '../evaluate/judged-model.js';
import { metricsFor } from '../evaluate/metrics-for.js';
import type { SavedSelection } from '../evaluate/saved-predictions.js';
import { comparedFrames } from '../evaluate/compared-frames.js';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { selectPerturbations } from '../perturb/selection.js';
import { print, printJson } from '../terminal/output.js';
import { collect, integerOption } from './arguments.js';
import { frostOption } from './frost-option.js';
import { presetOption } from './preset-option.js';

interface EvalFlags {
  data?: string;
  set?: string[];
  images?: number;
  corruptions?: string;
  severities?: string;
  perturbations?: string;
  corrupted?: string;
  perturbed?: string;
  preset?: Preset;
  seed: number;
  jpegQuality?: number;
  frost?: FrostSource;
  metrics?: string;
  checkpoint?: 'best' | 'latest';
  compare?: string | true;
  keepLogits?: boolean;
  out?: string;
  workers: number;
  plugin?: string[];
  json?: boolean;
}

const help = `
Examples:
  augmix eval runs/augmix
  augmix eval runs/standard runs/augmix --images 1000 --compare
  augmix eval runs/augmix --corruptions none --perturbations none
  augmix eval runs/augmix --corrupted CIFAR-10-C --perturbed CIFAR-10-P
  augmix eval resnet50.yaml --data photos/val --preset imagenet
  augmix eval resnet50.onnx --data photos/val --resize 256 --size 224 --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225
  augmix eval logits/augmix logits/standard

A model is a run directory, a TensorFlow.js model (layers or graph: its folder), an ONNX file, a YAML file that describes one of
these, or a folder of logits that --keep-logits wrote. Several models are judged in one pass, and so is their ensemble.

Results go to OUT/results.json and OUT/results.md. Killed, it goes on where it was when it is started again.

Corrupted images are made from clean ones unless --corrupted names the files of a benchmark: <corruption>.npy as in CIFAR-10-C,
or <corruption>/<severity>/<class>/ as in ImageNet-C.`;

export function evalCommand(): Command {
  const command = new Command('eval')
    .description('Judge models on clean and corrupted images, on sequences, and on how sure they are.')
    .argument('<model...>', 'runs, saved models, descriptions of models, or folders of logits')
    .optionsGroup('What to judge on:')
    .option('--data <name>', 'data set, or folder of class folders (default: the one of the first run)')
    .option('--set <option=value>', 'an option of the data set (repeatable)', collect)
    .option(
      '--images <n>',
      'the first n test images, the same for everything',
      integerOption('--images', 1, 1e9),
    )
    .option('--corruptions <names>', 'names, common, extra, all or none (default: common)')
    .option('--severities <list>', '1 to 5, such as 3, 1,3,5 or 2-4 (default: 1-5)')
    .option('--perturbations <names>', 'names, test, validation, all or none (default: test)')
    .option('--corrupted <folder>', 'corrupted images that exist already')
    .option('--perturbed <folder>', 'sequences that exist already, as in CIFAR-10-P')
    .option(
      '--preset <name>',
      `whose severities are meant: ${presetNames.join(', ')} (default: by the size of the images)`,
      presetOption,
    )
    .option('--seed <n>', 'seed of what is made', integerOption('--seed', 0, Number.MAX_SAFE_INTEGER), 0)
    .option(
      '--jpeg-quality <q>',
      'compress corrupted images too; the published ImageNet-C has 85',
      integerOption('--jpeg-quality', 1, 100),
    )
    .addOption(frostOption())
    .optionsGroup('What to tell:')
    .option(
      '--metrics <names>',
      'metrics of predictions (default: all that make sense, and those of the runs)',
    )
    .option('--compare [test-set]', 'put published results of the same test set beside yours')
    .option('--keep-logits', 'write OUT/logits/<model>/<images>.npy')
    .option('--json', 'print the results as JSON')
    .option(
      '--out <folder>',
      'where results go (default: the run, or evaluations/ and the names of the models)',
    )
    .optionsGroup('How to work:')
    .addOption(
      new Option('--checkpoint <which>', 'of runs (default: best if there is one)').choices([
        'best',
        'latest',
      ]),
    )
    .option('--workers <n>', 'worker threads', integerOption('--workers', 0, 1024), availableParallelism())
    .option('--plugin <module>', 'plugin package or file (repeatable)', collect)
    .optionsGroup('How saved models take images (instead of a description beside them):');
  for (const { flags, description } of modelFlags) command.option(flags, description);
  return command.addHelpText('after', help).action(run);
}

async function run(paths: string[], flags: EvalFlags & Record<string, unknown>): Promise<void> {
  const registry = await usePluginModules(createFirstPartyRegistry(), flags.plugin ?? [], process.cwd());
  // Hours may pass before it is needed.
  if (typeof flags.compare === 'string') namedTestSet(flags.compare);
  const { models, runs } = await findModels(registry, paths, {
    checkpoint: flags.checkpoint,
    description: flags,
  });
  requireUse(flags, models);
  const [firstRun] = runs.values();
  const plugins = firstRun?.registry ?? registry;
  const isShown = models.some(({ kind }) => kind !== 'logits');
  const images = isShown ? await imagesFor(plugins, flags, firstRun) : undefined;
  const cells = images && (await cellsFor(plugins, flags));
  const job: EvaluationJob = {
    models,
    runs,
    images,
    cells,
    selection: selectionOf(plugins, flags),
    count: flags.images,
    metrics: metricsFor(plugins, flags.metrics, [...runs.values()]),
    out: flags.out ?? defaultFolder(models),
    workers: flags.workers,
    keepLogits: flags.keepLogits,
    compare: flags.compare,
  };
  const { results, summary } = await evaluateModels(registry, job);
  if (flags.json) printJson(results);
  else print(summary);
}

/** Refuses flags that describe a model where none is described: a run knows how it takes images. */
function requireUse(flags: Readonly<Record<string, unknown>>, models: readonly JudgedModel[]): void {
  const flag = modelFlags.find(({ key }) => flags[key] !== undefined);
  if (!flag || models.some((model) => 'description' in model)) return;
  throw new AugmixError('USAGE', 'there is no saved model that this is said of', {
    path: flag.flags.split(' ')[0],
    expected: 'a model of TensorFlow.js or ONNX; runs and logits know what they are',
  });
}

/** Of saved logits all are judged that are there, unless something is said. */
function selectionOf(registry: Registry<AnyPlugin>, flags: EvalFlags): SavedSelection {
  const { corruptions, severities, perturbations } = flags;
  return {
    ...(corruptions !== undefined && { corruptions: corruptionsOf(registry, flags) }),
    ...(perturbations !== undefined && { perturbations: perturbationsOf(registry, flags) }),
    ...(severities !== undefined && { severities: selectSeverities(severities, '--severities') }),
  };
}

function defaultFolder(models: readonly JudgedModel[]): string {
  if (models.length === 1 && models[0].kind === 'run') return models[0].source;
  return join('evaluations', models.map(({ name }) => name.replaceAll('/', '-')).join('+'));
}

async function imagesFor(
  registry: Registry<AnyPlugin>,
  flags: EvalFlags,
  firstRun: ReadRun | undefined,
): Promise<CellSourceSpec> {
  const { dataset, folder } = await findImages(registry, flags.data, firstRun, flags.set ?? []);
  const corruptions = corruptionsOf(registry, flags);
  const perturbations = perturbationsOf(registry, flags);
  const { seed, jpegQuality, corrupted, perturbed, preset } = flags;
  const makesFrost = corrupted === undefined ? corruptions : [];
  return {
    dataset,
    folder,
    corrupter: { corruptions, seed, jpegQuality, frost: await chooseFrost(flags.frost, makesFrost) },
    ...(corrupted !== undefined && { corruptedFolder: corrupted }),
    perturber: { perturbations, seed, difficulty: 1 },
    ...(preset && { preset }),
    ...(perturbed !== undefined && { perturbedFolder: perturbed }),
  };
}

function corruptionsOf(registry: Registry<AnyPlugin>, { corruptions = 'common' }: EvalFlags): string[] {
  return corruptions === 'none' ? [] : selectCorruptions(registry, corruptions, '--corruptions');
}

function perturbationsOf(registry: Registry<AnyPlugin>, { perturbations = 'test' }: EvalFlags): string[] {
  return perturbations === 'none' ? [] : selectPerturbations(registry, perturbations, 1, '--perturbations');
}

async function cellsFor(registry: Registry<AnyPlugin>, flags: EvalFlags): Promise<Cell[]> {
  return listCells({
    corruptions: corruptionsOf(registry, flags),
    severities: selectSeverities(flags.severities ?? '1-5', '--severities'),
    perturbations: await comparedFrames(registry, perturbationsOf(registry, flags)),
  });
}
