import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeNpy, encodeNpy } from '@augmix/data';
import type { EvaluationResults } from '@augmix/evaluation';
import { augmix, cifarSample, scratch, startAugmix } from './command.js';

const config = `
dataset: { type: cifar10, folder: ${JSON.stringify(cifarSample)}, partial: true }
model: { type: wide-resnet, depth: 10, widen: 1, width: 4, stemStride: 4 }
trainer: { epochs: 1, batchSize: 32 }
`;
const few = [
  '--corruptions',
  'frost,fog,speckle_noise',
  '--severities',
  '1,5',
  '--perturbations',
  'shot_noise,tilt',
];

let cwd: string;
beforeAll(() => {
  cwd = scratch();
  writeFileSync(join(cwd, 'run.yaml'), config);
  for (const seed of ['1', '2']) {
    const outcome = augmix(
      ['train', 'run.yaml', '--set', `seed=${seed}`, '--out', `runs/${seed}`, '--no-eval'],
      { cwd },
    );
    expect(outcome.code).toBe(0);
  }
});

const evaluate = (...args: string[]) => augmix(['eval', ...args], { cwd });
const read = (folder: string): EvaluationResults =>
  JSON.parse(readFileSync(join(cwd, folder, 'results.json'), 'utf8')) as EvaluationResults;
const readLogits = (file: string): { data: Float32Array; shape: readonly number[] } =>
  decodeNpy(new Uint8Array(readFileSync(join(cwd, file)))) as never;

/** Every number in some JSON by its place. */
function numbersOf(json: unknown, place = ''): Map<string, number> {
  if (typeof json === 'number') return new Map([[place, json]]);
  const parts = typeof json === 'object' && json ? Object.entries(json as Record<string, unknown>) : [];
  return new Map(parts.flatMap(([key, value]) => [...numbersOf(value, `${place}.${key}`)]));
}

/** A class per row, the first of equal ones. */
function predicted(logits: Float32Array): number[] {
  return Array.from({ length: logits.length / 10 }, (_, row) => {
    const values = logits.subarray(10 * row, 10 * row + 10);
    return values.indexOf(Math.max(...values));
  });
}

describe('augmix eval', () => {
  it('writes every number per corruption and severity, and a table that a person reads', () => {
    expect(evaluate('runs/1', ...few, '--keep-logits').code).toBe(0);
    const { data, models, judged } = read('runs/1');
    expect(data).toMatchObject({ images: 64, available: 64, classes: 10 });
    expect(data.corruptions).toMatchObject({
      source: 'generated',
      preset: 'cifar',
      names: ['frost', 'fog', 'speckle_noise'],
      severities: [1, 5],
    });
    expect(models.map(({ name, kind }) => [name, kind])).toEqual([['1', 'run']]);
    const { clean, corruptions, perturbations } = judged['1'];
    expect(Object.keys(corruptions!.byName['fog'].severities)).toEqual(['1', '5']);
    expect(Object.keys(corruptions!.byName['fog'].severities['5'])).toEqual(Object.keys(clean));
    // The extra corruptions of the benchmark are measured, and in no mean.
    expect(corruptions!.meanOver).toEqual(['frost', 'fog']);
    const { fog, frost } = corruptions!.byName;
    expect(corruptions!.meanCorruptionError.value).toBeCloseTo(
      (fog.error.value! + frost.error.value!) / 2,
      10,
    );
    const { shot_noise: noise, tilt } = perturbations!.byName;
    expect(perturbations!.meanFlipProbability.value).toBeCloseTo(
      (noise.flipProbability.value! + tilt.flipProbability.value!) / 2,
      10,
    );
    const table = readFileSync(join(cwd, 'runs/1/results.md'), 'utf8');
    expect(table).toMatch(/^\| mean corruption error \| \d+\.\d\d % \(\d+\.\d\d–\d+\.\d\d\) \|$/m);
    expect(table).toMatch(/^\| speckle_noise \| \d/m);
    expect(table).toContain('WRN-10-1');
  });

  it('says of the kept logits what anybody would', () => {
    const { clean, corruptions, perturbations } = read('runs/1').judged['1'];
    const labels = [
      ...decodeNpy(new Uint8Array(readFileSync(join(cwd, 'runs/1/logits/1/labels.npy')))).data,
    ].map(Number);
    const errorOf = (file: string): number => {
      const classes = predicted(readLogits(`runs/1/logits/1/${file}.npy`).data);
      return (100 * classes.filter((name, index) => name !== labels[index]).length) / labels.length;
    };
    expect(clean['error'].value).toBeCloseTo(errorOf('clean'), 10);
    expect(corruptions!.byName['fog'].severities['5']['error'].value).toBeCloseTo(errorOf('fog/5'), 10);
    const flipsOf = (file: string, frameBefore: (frame: number) => number): number => {
      const { data, shape } = readLogits(`runs/1/logits/1/perturbations/${file}.npy`);
      const [sequences, frames] = shape;
      const classes = predicted(data);
      let flips = 0;
      for (let sequence = 0; sequence < sequences; sequence++) {
        for (let frame = 1; frame < frames; frame++) {
          const start = sequence * frames;
          if (classes[start + frame] !== classes[start + frameBefore(frame)]) flips++;
        }
      }
      return (100 * flips) / (sequences * (frames - 1));
    };
    const { shot_noise: noise, tilt } = perturbations!.byName;
    expect(tilt.flipProbability.value).toBeCloseTo(
      flipsOf('tilt', (frame) => frame - 1),
      10,
    );
    expect(noise.flipProbability.value).toBeCloseTo(
      flipsOf('shot_noise', () => 0),
      10,
    );
  });

  it('gives the same for a run, its saved TensorFlow.js model and its logits', () => {
    const [step] = readdirSync(join(cwd, 'runs/1/checkpoints')).filter((name) => name.startsWith('step-'));
    const saved = ['--data', 'cifar10', '--set', `folder=${cifarSample}`, '--set', 'partial=true'];
    const flags = ['--mean', '0.5', '--std', '0.5', '--out', 'saved', ...few];
    expect(evaluate(`runs/1/checkpoints/${step}`, ...saved, ...flags).code).toBe(0);
    expect(evaluate('runs/1/logits/1', '--out', 'logits').code).toBe(0);
    const { judged } = read('runs/1');
    expect(read('logits').judged['1']).toEqual(judged['1']);
    // Its batch norms are TensorFlow.js's own, whose results differ in the last bit.
    const [of, expected] = [numbersOf(read('saved').judged[step]), numbersOf(judged['1'])];
    expect([...of.keys()]).toEqual([...expected.keys()]);
    for (const [place, value] of expected)
      expect([place, of.get(place)]).toEqual([place, expect.closeTo(value, 4)]);
  });

  it('judges several models in one pass, and their ensemble, with any number of workers', () => {
    for (const workers of ['0', '1', '2']) {
      const outcome = evaluate(
        'runs/1',
        'runs/2',
        ...few,
        '--workers',
        workers,
        '--out',
        `workers-${workers}`,
      );
      expect(outcome.code).toBe(0);
    }
    const both = read('workers-0');
    expect(both.models.at(-1)).toEqual({ name: 'ensemble', kind: 'ensemble', members: ['1', '2'] });
    expect(both.judged['1']).toEqual(read('runs/1').judged['1']);
    expect(both.judged['ensemble']).not.toEqual(both.judged['1']);
    for (const workers of ['1', '2']) expect(read(`workers-${workers}`)).toEqual(both);
  });

  it('reads the files of a benchmark instead of making them', () => {
    const data = ['cifar10', '--set', `folder=${cifarSample}`, '--set', 'partial=true'];
    const [name, ...set] = data;
    expect(
      augmix(['corrupt', name, 'c', '--corruption', 'fog', '--preset', 'cifar', ...set], { cwd }).code,
    ).toBe(0);
    expect(
      augmix(['perturb', name, 'p', '--perturbation', 'tilt', '--preset', 'cifar', ...set], { cwd }).code,
    ).toBe(0);
    const files = ['--corrupted', 'c', '--perturbed', 'p', '--corruptions', 'fog', '--perturbations', 'tilt'];
    expect(evaluate('runs/1', ...files, '--severities', '1,5', '--out', 'files').code).toBe(0);
    const [fromFiles, made] = [read('files').judged['1'], read('runs/1').judged['1']];
    expect(fromFiles.corruptions!.byName['fog']).toEqual(made.corruptions!.byName['fog']);
    expect(fromFiles.perturbations!.byName['tilt']).toEqual(made.perturbations!.byName['tilt']);
    expect(read('files').data.corruptions).toMatchObject({ source: 'files', folder: 'c' });
  });

  it('goes on after a kill, and ends with the same results', async () => {
    const args = ['runs/1', 'runs/2', '--corruptions', 'common', '--perturbations', 'none', '--workers', '1'];
    expect(evaluate(...args, '--out', 'whole').code).toBe(0);
    let kills = 0;
    // Killed when it has come so far, at whatever moment of the next cell that is.
    for (const cell of ['clean', 'shot_noise/3', 'frost/1']) {
      const child = startAugmix(['eval', ...args, '--out', 'killed'], cwd);
      const ended = once(child, 'exit');
      const file = join(cwd, 'killed/evaluation', `${cell}.json`);
      while (child.exitCode === null && !existsSync(file)) await wait(5);
      if (child.exitCode === null && child.kill('SIGKILL')) kills++;
      await ended;
    }
    expect(kills).toBeGreaterThan(0);
    expect(evaluate(...args, '--out', 'killed')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/going on after|everything is known already/),
    });
    const text = (folder: string): string => readFileSync(join(cwd, folder, 'results.json'), 'utf8');
    expect(text('killed')).toBe(text('whole'));
  });

  it('uses nothing that was known of other weights or other images', () => {
    const again = (...args: string[]) => evaluate('runs/1', ...args, ...few, '--out', 'again');
    expect(again().stderr).not.toContain('going on after');
    expect(again().stderr).toContain('everything is known already');
    expect(again('--seed', '5').stderr).toContain('going on after 64 of');
    expect(again('--images', '20').stderr).not.toContain('going on after');
  });

  it('keeps the logits of what it judged, not those that were there', () => {
    const keep = (...args: string[]) =>
      expect(
        evaluate('runs/1', '--out', 'keep', '--corruptions', 'none', '--perturbations', 'none', ...args).code,
      ).toBe(0);
    const kept = () => readLogits('keep/logits/1/clean.npy').shape[0];
    keep('--images', '20', '--keep-logits');
    keep('--images', '30');
    expect(kept()).toBe(20);
    keep('--images', '30', '--keep-logits');
    expect(kept()).toBe(30);
  });

  it('tells models of one name apart, and from the ensemble', () => {
    for (const [place, name] of ['x/ensemble', 'y/net', 'z/net'].entries()) {
      mkdirSync(join(cwd, name), { recursive: true });
      const logits = Float32Array.from({ length: 4 }, (_, index) =>
        Number(index % 2 === Number(place > index / 2)),
      );
      writeFileSync(join(cwd, name, 'clean.npy'), encodeNpy(logits, [2, 2]));
      writeFileSync(join(cwd, name, 'labels.npy'), encodeNpy(Int32Array.of(1, 1), [2]));
    }
    expect(evaluate('x/ensemble', 'y/net', 'z/net').code).toBe(0);
    const { judged } = read('evaluations/x-ensemble+y-net+z-net');
    const errors = Object.entries(judged).map(([name, { clean }]) => [name, clean['error'].value]);
    expect(errors.slice(0, 3)).toEqual([
      ['x/ensemble', 100],
      ['y/net', 50],
      ['z/net', 0],
    ]);
    expect(errors[3][0]).toBe('ensemble');
  });

  it('judges with the metrics of each run, wherever their plugins come from', () => {
    mkdirSync(join(cwd, 'own'), { recursive: true });
    const plugin = `
      import { defineMetric, definePlugins, z } from ${JSON.stringify(import.meta.resolve('@augmix/core'))};
      const count = defineMetric({
        name: 'acme/count',
        summary: 'How many there are.',
        options: z.strictObject({}),
        load: async () => () => {
          let seen = 0;
          return {
            unit: '',
            better: 'higher',
            reset: () => void (seen = 0),
            update: ({ labels }) => void (seen += labels.length),
            compute: () => seen,
          };
        },
      });
      export const plugins = definePlugins({ package: 'acme', module: import.meta.url, plugins: [count] });`;
    writeFileSync(join(cwd, 'own/plugin.mjs'), plugin);
    writeFileSync(
      join(cwd, 'own/run.yaml'),
      `plugins: [./plugin.mjs]\nmetrics: [error, acme/count]${config}`,
    );
    expect(augmix(['train', 'own/run.yaml', '--out', 'runs/own', '--no-eval'], { cwd }).code).toBe(0);
    const nothing = ['--corruptions', 'none', '--perturbations', 'none', '--out', 'own-metric'];
    expect(evaluate('runs/1', 'runs/own', ...nothing)).toMatchObject({ code: 0 });
    const { judged } = read('own-metric');
    expect(Object.values(judged).map(({ clean }) => clean['acme/count'].value)).toEqual([64, 64, 64]);
  });

  it('puts published numbers beside its own, and says why they are not the same thing', () => {
    const { stdout } = evaluate('runs/1', ...few, '--compare', '--out', 'compared');
    expect(stdout).toContain('## Beside published numbers: CIFAR-10-C');
    expect(stdout).toMatch(/generated here/);
    expect(stdout).toMatch(/a subset: 64 of 10,000 images/);
    expect(evaluate('runs/1', '--compare', 'cifar10c')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^USAGE at --compare: .*did you mean "cifar10-c"/m),
    });
  });
});

describe('augmix eval refuses, with one coded line,', () => {
  const cases: [string, () => string[], RegExp][] = [
    ['no model', () => ['nothing'], /^MODEL_NOT_FOUND at nothing: there is no such model/],
    ['a model without images', () => ['saved-model'], /^USAGE: there are no images.*--data/],
    [
      'an unknown corruption',
      () => ['runs/1', '--corruptions', 'fogg'],
      /^PLUGIN_UNKNOWN at --corruptions: .*"fog"/,
    ],
    ['an unknown metric', () => ['runs/1', '--metrics', 'eror'], /^PLUGIN_UNKNOWN at --metrics: .*"error"/],
    ['an unknown data set', () => ['runs/1', '--data', 'cifar11'], /^DATA_MISSING at cifar11: .*"cifar10"/],
    ['an empty folder', () => ['runs/1', '--data', 'empty'], /^DATA_MISSING at .*empty/],
    [
      'a data set of other classes',
      () => ['runs/1', '--data', 'large'],
      /^MODEL_MISMATCH at runs\/1: .*classes/,
    ],
    ['NaN logits', () => ['nan'], /^LOGITS_INVALID at nan\/clean\.npy row 1: .*NaN/],
    ['labels out of range', () => ['labels'], /^LOGITS_INVALID at labels\/labels\.npy.*10/],
    [
      'logits of other labels',
      () => ['runs/1', 'others', '--corruptions', 'none', '--perturbations', 'none'],
      /^LOGITS_INVALID at others clean: the label of image 0/,
    ],
    ['a model named twice', () => ['runs/1', './runs/1/'], /^USAGE: a model is named twice/],
    [
      'sequences of another length',
      () => ['one', 'two'],
      /^LOGITS_INVALID at two: perturbations\/tilt has sequences of 2 frames; expected 3/,
    ],
    [
      'a selection of what is not there',
      () => ['one', '--corruptions', 'fog'],
      /^MODEL_NOT_FOUND at one: there are no logits of "fog"/,
    ],
    [
      'a comparison with nothing known',
      () => ['one', '--compare'],
      /^USAGE at --compare: it is not known which/,
    ],
    [
      'a description of a run',
      () => ['run-model.yaml'],
      /^MODEL_INVALID at run-model\.yaml model: .*is a run/,
    ],
    ['a description without its model', () => ['no-model.yaml'], /^MODEL_NOT_FOUND at .*none\.onnx/],
    ['a description of nothing', () => ['runs/1', '--mean', '0.5'], /^USAGE at --mean: /],
    ['a folder that cannot be', () => ['one', '--out', 'run.yaml/out'], /^WRITE_FAILED at run\.yaml\/out: /],
    [
      "somebody else's results",
      () => ['one', '--out', 'foreign'],
      /^RUN_EXISTS at foreign\/results\.json: .*not written by an evaluation/,
    ],
  ];

  beforeAll(() => {
    const folder = (name: string): string => {
      mkdirSync(join(cwd, name), { recursive: true });
      return join(cwd, name);
    };
    const logits = (
      name: string,
      values: Float32Array<ArrayBuffer>,
      labels: Int32Array<ArrayBuffer>,
    ): void => {
      writeFileSync(
        join(folder(name), 'clean.npy'),
        encodeNpy(values, [labels.length, values.length / labels.length]),
      );
      writeFileSync(join(folder(name), 'labels.npy'), encodeNpy(labels, [labels.length]));
    };
    folder('empty');
    const [step] = readdirSync(join(cwd, 'runs/1/checkpoints')).filter((name) => name.startsWith('step-'));
    for (const file of ['model.json', 'weights.bin']) {
      writeFileSync(
        join(folder('saved-model'), file),
        readFileSync(join(cwd, 'runs/1/checkpoints', step, file)),
      );
    }
    const sheet = ['--grid', '--corruption', 'fog', '--preset', 'cifar', '--set', `folder=${cifarSample}`];
    for (const name of ['a', 'b']) {
      const outcome = augmix(
        ['corrupt', 'cifar10', join(folder(`large/${name}`), 'a.png'), ...sheet, '--set', 'partial=true'],
        { cwd },
      );
      expect(outcome.code).toBe(0);
    }
    logits('nan', Float32Array.of(0, 1, NaN, 0), Int32Array.of(0, 1));
    logits('labels', new Float32Array(20), Int32Array.of(0, 10));
    for (const [name, frames] of [
      ['one', 3],
      ['two', 2],
    ] as const) {
      logits(name, Float32Array.of(0, 1, 0, 1), Int32Array.of(0, 1));
      folder(`${name}/perturbations`);
      writeFileSync(
        join(cwd, name, 'perturbations/tilt.npy'),
        encodeNpy(new Float32Array(frames * 4), [2, frames, 2]),
      );
    }
    writeFileSync(join(cwd, 'run-model.yaml'), 'model: runs/1\n');
    writeFileSync(join(cwd, 'no-model.yaml'), 'format: onnx\nmodel: none.onnx\n');
    writeFileSync(join(folder('foreign'), 'results.json'), '{"theirs":true}');
    logits('others', new Float32Array(640), new Int32Array(64).fill(9));
  });

  it.each(cases)('%s', (_, args, expected) => {
    const given = args();
    const { code, stderr } = evaluate(...given, ...(given.includes('--out') ? [] : ['--out', 'refused']));
    const line = stderr.split('\n').find((text) => /^[A-Z_]{5,}/.test(text));
    expect(line).toMatch(expected);
    expect(code).toBeGreaterThan(0);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(cwd, 'refused/results.json'))).toBe(false);
    rmSync(join(cwd, 'refused'), { recursive: true, force: true });
  });
});
