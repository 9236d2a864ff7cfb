import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { EvaluationResults } from '@augmix/evaluation';
import { augmix, checkpoint, consumer, node, plain, printed, weights } from './installed.js';

interface Trained {
  isFinished: boolean;
  step: number;
  modules: string[];
}

describe('the installed command', () => {
  it('tells its version', () => {
    const { version } = JSON.parse(
      readFileSync(join(consumer, 'node_modules', 'augmix', 'package.json'), 'utf8'),
    ) as { version: string };
    expect(augmix('--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it('lists its plugins', () => {
    const { code, stdout } = augmix('plugins', 'list');
    expect(code).toBe(0);
    for (const name of ['shear_x', 'augmix', 'jensen-shannon', 'wide-resnet', 'cifar10', 'sgd', 'wasm']) {
      expect(stdout).toMatch(new RegExp(` ${name} `));
    }
  });

  it('finds nothing wrong with its machine', () => {
    expect(augmix('doctor')).toMatchObject({ code: 0 });
  });
});

describe('training with the installed packages', () => {
  beforeAll(() => {
    expect(augmix('train', 'run.yaml', '--out', 'runs/command')).toMatchObject({ code: 0 });
  });

  it('leaves a complete, judged run directory', () => {
    expect(readdirSync(join(consumer, 'runs', 'command')).sort()).toEqual([
      'checkpoints',
      'config.resolved.json',
      'environment.json',
      'evaluation',
      'metrics.jsonl',
      'results.json',
      'results.md',
      'summary.csv',
    ]);
    const { data, models, judged } = JSON.parse(
      readFileSync(join(consumer, 'runs', 'command', 'results.json'), 'utf8'),
    ) as EvaluationResults;
    expect(models[0].run!.checkpoint).toEqual({ step: 3, totalSteps: 3 });
    expect(data.images).toBe(64);
    expect(judged['command'].clean['nll'].value).toBeGreaterThan(0);
  });

  it('gives the same weights with two workers', () => {
    const flags = ['--out', 'runs/two-workers', '--set', 'pipeline.workers=2', '--no-eval'];
    expect(augmix('train', 'run.yaml', ...flags)).toMatchObject({ code: 0 });
    expect(weights('runs/two-workers').equals(weights('runs/command'))).toBe(true);
  });

  it.each([
    ['esm', 'train.mjs', /\.js$/],
    ['cjs', 'train.cjs', /\.cjs$/],
  ])('gives the same weights from the library: %s', (format, program, file) => {
    const { isFinished, step, modules } = printed<Trained>(node([program]));
    expect({ isFinished, step }).toEqual({ isFinished: true, step: 3 });
    // Worker threads load plugins from the build that the program has loaded, so that each is loaded once.
    for (const module of modules) expect(module).toMatch(file);
    expect(weights(`runs/${format}`).equals(weights('runs/command'))).toBe(true);
  });

  it('saves a model that TensorFlow.js alone loads, with the same logits', () => {
    expect(existsSync(join(plain, 'node_modules', '@augmix'))).toBe(false);
    const ours = printed<number[]>(node(['predict.mjs', 'runs/command']));
    const model = join(checkpoint('runs/command'), 'model.json');
    const theirs = printed<number[]>(node(['predict.mjs', model], plain));
    expect(theirs).toHaveLength(10);
    expect(Math.max(...ours.map((logit, k) => Math.abs(logit - theirs[k])))).toBeLessThan(1e-4);
    // A network that ignores its input or gives one logit for all would agree as well.
    expect(new Set(theirs).size).toBe(10);
  });
});
