// Trains the same runs with Winograd's algorithm and without, and judges them: the difference between the two must not
// exceed the one between seeds. Stopped, it goes on where it was.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine, writeResults } from '../results.mjs';

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '3' },
    seeds: { type: 'string', default: '1,2' },
    out: { type: 'string', default: 'runs/winograd' },
    note: { type: 'string' },
  },
});
const seeds = values.seeds.split(',').map(Number);
const augmix = join(
  dirname(createRequire(import.meta.url).resolve('augmix/package.json')),
  'bin',
  'augmix.js',
);
const config = fileURLToPath(new URL('run.yaml', import.meta.url));

function run(...args) {
  const { status } = spawnSync(process.execPath, [augmix, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The mean loss over the last epoch, from `summary.csv`. */
async function lastTrainingLoss(folder) {
  const [header, ...rows] = (await readFile(join(folder, 'summary.csv'), 'utf8')).trim().split('\n');
  const column = header.split(',').indexOf('train_loss');
  return Number(Number(rows.at(-1).split(',')[column]).toPrecision(5));
}

async function trainAndJudge(winograd, seed) {
  const folder = join(values.out, `${winograd ? 'winograd' : 'direct'}-${seed}`);
  const settings = [`seed=${seed}`, `trainer.epochs=${values.epochs}`, `backend.winograd=${winograd}`];
  run('train', config, '--out', folder, '--resume', '--no-eval', ...settings.flatMap((s) => ['--set', s]));
  run('eval', folder, '--checkpoint', 'latest', '--corruptions', 'none', '--perturbations', 'none');
  const results = JSON.parse(await readFile(join(folder, 'results.json'), 'utf8'));
  const [{ name, run: judged }] = results.models;
  const { error, nll } = results.judged[name].clean;
  return {
    network: judged.network,
    batchSize: judged.config.trainer.batchSize,
    steps: judged.checkpoint.step,
    row: {
      winograd,
      seed,
      trainingLoss: await lastTrainingLoss(folder),
      testError: error.value,
      testNll: Number(nll.value.toPrecision(5)),
    },
  };
}

const runs = [];
for (const seed of seeds) {
  for (const winograd of [true, false]) runs.push(await trainAndJudge(winograd, seed));
}
const rows = runs.map(({ row }) => row);
console.table(rows);

const errors = (winograd) => rows.filter((row) => row.winograd === winograd).map((row) => row.testError);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values) => Math.max(...values) - Math.min(...values);
const { network, batchSize, steps } = runs[0];
const report = {
  ...describeMachine(),
  note: values.note,
  node: process.versions.node,
  network,
  batchSize,
  steps,
  differenceOfMeanTestErrors: Number((mean(errors(true)) - mean(errors(false))).toFixed(3)),
  largestDifferenceBetweenSeeds: Number(Math.max(spread(errors(true)), spread(errors(false))).toFixed(3)),
  runs: rows,
};
writeResults('winograd', report);
