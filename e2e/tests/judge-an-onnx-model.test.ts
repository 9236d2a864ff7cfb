import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeNpy } from '@augmix/data';
import type { EvaluationResults, MeasuredValue } from '@augmix/evaluation';

const workspace = fileURLToPath(new URL('../../', import.meta.url));
const example = join(workspace, 'examples', 'judge-an-onnx-model');
const sample = join(workspace, 'tools', 'cifar10-sample');
const folder = mkdtempSync(join(tmpdir(), 'augmix-e2e-judge-'));

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}
const augmix = (...args: string[]): void =>
  run(join(workspace, 'packages', 'cli', 'bin', 'augmix.js'), ...args);

const selection = [
  '--corruptions',
  'fog,jpeg_compression',
  '--severities',
  '3',
  '--perturbations',
  'translate',
];
const ways = { run: 'run', tfjs: 'tfjs.yaml', onnx: 'model.yaml', logits: 'run-results/logits/run' };

beforeAll(() => {
  run(join(example, 'make-images.mjs'), '--data', sample, '--images', '64', '--out', 'images');
  const config = [`dataset={type: cifar10, folder: '${sample}', partial: true}`, 'trainer.epochs=1'];
  const flags = config.flatMap((setting) => ['--set', setting]);
  augmix(
    'train',
    join(workspace, 'packages', 'cli', 'configs', 'quickstart-standard.yaml'),
    '--out',
    'run',
    '--no-eval',
    ...flags,
    '--set',
    'validation=0',
    '--set',
    'trainImages=64',
  );
  run(join(example, 'make-model.mjs'), '--run', 'run', '--out', '.');
  for (const [way, model] of Object.entries(ways)) {
    const images = way === 'logits' ? [] : ['--data', 'images', ...selection];
    augmix('eval', model, ...images, '--keep-logits', '--out', `${way}-results`);
  }
});

const results = (way: string): EvaluationResults['judged'][string] => {
  const text = readFileSync(join(folder, `${way}-results`, 'results.json'), 'utf8');
  const [judged] = Object.values((JSON.parse(text) as EvaluationResults).judged);
  return judged;
};

function logits(way: string, cell: string): Float32Array {
  const name = { run: 'run', tfjs: 'tfjs', onnx: 'model', logits: 'run' }[way]!;
  const file = join(folder, `${way}-results`, 'logits', name, `${cell}.npy`);
  return decodeNpy(new Uint8Array(readFileSync(file))).data as Float32Array;
}

describe.each(['tfjs', 'onnx', 'logits'])('a run judged through %s', (way) => {
  it.each(['clean', 'fog/3', 'jpeg_compression/3', 'perturbations/translate'])(
    'has the same logits on %s',
    (cell) => {
      const [expected, found] = [logits('run', cell), logits(way, cell)];
      expect(found).toHaveLength(expected.length);
      const difference = found.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - expected[index])),
        0,
      );
      expect(difference).toBeLessThan(1e-4);
    },
  );

  it('has the same numbers', () => {
    const [expected, found] = [results('run'), results(way)];
    const close = (a: MeasuredValue, b: MeasuredValue): void => expect(a.value).toBeCloseTo(b.value!, 3);
    close(found.clean['error'], expected.clean['error']);
    close(found.clean['nll'], expected.clean['nll']);
    close(found.corruptions!.meanCorruptionError, expected.corruptions!.meanCorruptionError);
    close(found.perturbations!.meanFlipProbability, expected.perturbations!.meanFlipProbability);
  });
});
