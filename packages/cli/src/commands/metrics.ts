import { resolve } from 'node:path';
import { AugmixError, type PredictionBatch } from '@augmix/core';
import { errorsOf, fitTemperature, scaleLogits } from '@augmix/metrics';
import { Command } from 'commander';
import { judgeDetection, judgePredictions, type Measure } from '../metrics/judge-predictions.js';
import { measuresTable } from '../metrics/measures-table.js';
import {
  areProbabilities,
  readLabels,
  readLogits,
  withFiles,
  type LogitsFile,
} from '../metrics/read-predictions.js';
import { note, print, printJson } from '../terminal/output.js';
import { integerOption } from './arguments.js';

interface MetricsFlags {
  logits: string;
  labels: string;
  calibrationLogits?: string;
  calibrationLabels?: string;
  oodLogits?: string;
  resamples: number;
  seed: number;
  json?: boolean;
}

const help = `
Examples:
  augmix metrics --logits logits.npy --labels labels.npy
  augmix metrics --logits logits.npy --labels labels.npy --json
  augmix metrics --logits test.npy --labels y.npy --calibration-logits held-out.npy --calibration-labels held-out-y.npy
  augmix metrics --logits cifar10.npy --labels y.npy --ood-logits svhn.npy

Files are NumPy's .npy, from any framework: logits float16, float32 or float64 [images, classes] before the softmax, labels
any integers [images], counted from 0. Logarithms of probabilities are logits too.

Calibration errors are given as the reference bins them (bins of 100 predictions, that of the most confident ones left out,
as in published numbers) and over all bins. Intervals are bootstrap intervals over the predictions; those of calibration
errors are centred on the value. A temperature is fitted only to predictions that are given for it.`;

const level = 0.95;
const temperatureRange = { lower: 0.2, upper: 5 };

export function metricsCommand(): Command {
  return new Command('metrics')
    .description('Judge saved predictions of any model: error, calibration, detection.')
    .requiredOption('--logits <file>', '.npy file of logits, [images, classes]')
    .requiredOption('--labels <file>', '.npy file of the true classes, [images]')
    .option('--calibration-logits <file>', 'logits of held-out images, to fit a temperature to')
    .option('--calibration-labels <file>', 'and their true classes')
    .option('--ood-logits <file>', 'logits of images of other classes, to be told from these by confidence')
    .option('--resamples <n>', 'bootstrap resamples', integerOption('--resamples', 1, 1e6), 1000)
    .option('--seed <n>', 'seed of the resamples', integerOption('--seed', 0, Number.MAX_SAFE_INTEGER), 0)
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(run);
}

async function run(flags: MetricsFlags): Promise<void> {
  const { calibrationLogits, calibrationLabels, oodLogits, resamples, seed } = flags;
  if ((calibrationLogits === undefined) !== (calibrationLabels === undefined)) {
    throw new AugmixError('USAGE', '--calibration-logits and --calibration-labels go together');
  }
  const options = { level, resamples, seed };
  const judged = await readBatch(flags.logits, flags.labels);
  const { classes } = judged.batch;
  const calibration =
    calibrationLogits === undefined
      ? undefined
      : await readBatch(calibrationLogits, calibrationLabels!, classes);
  const other = oodLogits === undefined ? undefined : await readLogits(oodLogits, classes);

  const temperature = calibration && fitTo(calibration, flags.logits);
  const detected =
    other &&
    withFiles({ logits: other.file }, () =>
      judgeDetection(judged.batch.logits, other.logits, classes, options),
    );
  const metrics = judgePredictions(judged.batch, options);
  const scaled =
    temperature === undefined
      ? undefined
      : judgePredictions(
          { ...judged.batch, logits: scaleLogits(judged.batch.logits, temperature, classes) },
          options,
        );
  warnOfFewBins(judged.source);
  if (flags.json) {
    return printJson({
      schemaVersion: 1,
      logits: flags.logits,
      labels: flags.labels,
      images: judged.source.images,
      classes,
      intervals: options,
      metrics,
      ...(scaled && {
        temperature: { value: temperature, images: calibration!.source.images, metrics: scaled },
      }),
      ...(detected && { ood: { images: other.images, metrics: detected } }),
    });
  }
  print(`${judged.source.images} predictions of ${classes} classes; ${resamples} bootstrap resamples\n`);
  print(measuresTable(columnsOf(metrics, temperature, scaled), level));
  if (temperature !== undefined) {
    print(
      `\ntemperature ${temperature.toFixed(4)}, fitted to ${calibration!.source.images} other predictions`,
    );
  }
  if (detected) {
    print(`\n${other.images} images out of distribution against ${judged.source.images}\n`);
    print(measuresTable([{ title: 'value', measures: detected }], level));
  }
}

interface ReadBatch {
  source: LogitsFile;
  batch: PredictionBatch;
}

async function readBatch(logitsFile: string, labelsFile: string, classes?: number): Promise<ReadBatch> {
  const source = await readLogits(logitsFile, classes);
  const batch = { logits: source.logits, classes: source.classes, labels: await readLabels(labelsFile) };
  withFiles({ logits: logitsFile, labels: labelsFile }, () =>
    errorsOf(batch.logits, batch.labels, batch.classes),
  );
  if (areProbabilities(source)) {
    note(
      `${logitsFile} looks like probabilities: what is judged is their softmax; save their logarithm instead`,
    );
  }
  return { source, batch };
}

function fitTo({ source, batch }: ReadBatch, judgedFile: string): number {
  if (resolve(source.file) === resolve(judgedFile)) {
    note('the temperature is fitted to the predictions that are judged: its numbers are too good');
  }
  const { lower, upper } = temperatureRange;
  const temperature = withFiles({ logits: source.file }, () =>
    fitTemperature(batch.logits, batch.labels, batch.classes, temperatureRange),
  );
  if (temperature === lower || temperature === upper) {
    note(`the temperature is a limit of the range ${lower} … ${upper}: the best one may lie beyond`);
  }
  return temperature;
}

/** The reference's bins have 100 predictions, and it leaves the last one out. */
function warnOfFewBins({ images }: LogitsFile): void {
  if (images < 100) note(`RMS and MAD calibration errors need at least 100 predictions, not ${images}`);
  else if (images < 200) {
    note(
      `${images} predictions are a single bin, which the reference leaves out: see the errors over all bins`,
    );
  }
}

function columnsOf(
  metrics: Record<string, Measure>,
  temperature: number | undefined,
  scaled: Record<string, Measure> | undefined,
): { title: string; measures: Record<string, Measure> }[] {
  const raw = { title: 'value', measures: metrics };
  return scaled ? [raw, { title: `at temperature ${temperature!.toFixed(3)}`, measures: scaled }] : [raw];
}
