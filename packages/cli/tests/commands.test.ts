import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  truncateSync,
  writeFileSync,
  cpSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { EvaluationResults } from '@augmix/evaluation';
import { augmix, binary, cifarSample, scratch, startAugmix } from './command.js';

// Files of plugins stand outside the workspace, so they name the package by its place.
const core = pathToFileURL(join(cifarSample, '../../packages/core/dist/index.js')).href;

const small = `
dataset: { type: cifar10, folder: ${JSON.stringify(cifarSample)}, partial: true }
model: { type: wide-resnet, depth: 10, widen: 1, width: 4, stemStride: 4 }
trainer: { epochs: 1, batchSize: 32 }
`;

function withConfig(text: string): { cwd: string; train(...flags: string[]): ReturnType<typeof augmix> } {
  const cwd = scratch();
  writeFileSync(join(cwd, 'run.yaml'), text);
  return { cwd, train: (...flags) => augmix(['train', 'run.yaml', ...flags], { cwd }) };
}

describe('augmix --help', () => {
  it('names every command, and every command shows examples', () => {
    const { stdout, code } = augmix(['--help']);
    expect(code).toBe(0);
    const commands = ['init', 'train', 'eval', 'augment', 'data', 'models', 'plugins', 'schema', 'doctor'];
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    for (const command of [
      ['init'],
      ['train'],
      ['eval'],
      ['augment'],
      ['schema'],
      ['data', 'fetch'],
      ['models', 'show'],
      ['plugins', 'show'],
    ]) {
      expect(augmix([...command, '--help']).stdout).toContain('Examples:');
    }
  });
});

describe('augmix train and eval', () => {
  it('leave a judged run', () => {
    const { cwd, train } = withConfig(small);
    const outcome = train();
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('| clean error |');
    expect(readdirSync(join(cwd, 'runs', 'run')).sort()).toEqual([
      'checkpoints',
      'config.resolved.json',
      'environment.json',
      'evaluation',
      'metrics.jsonl',
      'results.json',
      'results.md',
      'summary.csv',
    ]);
    const clean = ['--corruptions', 'none', '--perturbations', 'none'];
    const again = augmix(['eval', 'runs/run', '--images', '10', '--json', ...clean], { cwd });
    expect(again.code).toBe(0);
    const { data, judged } = JSON.parse(again.stdout) as EvaluationResults;
    expect(data.images).toBe(10);
    expect(judged['run'].clean['error'].value).toBeGreaterThanOrEqual(0);
    expect(augmix(['eval', 'runs/run', '--checkpoint', 'best'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^USAGE at runs\/run: the run has no best checkpoint/),
    });
    // A finished run is not trained on, and not lost.
    expect(train().stderr).toMatch(/^RUN_EXISTS/m);
    expect(train('--resume', '--no-eval').stderr).toContain('finished, 4 of 4 steps');
  });

  it('trains once per seed, each in its own folder', () => {
    const { cwd, train } = withConfig(small);
    expect(train('--seeds', '1,2', '--no-eval', '--out', 'all').code).toBe(0);
    expect(readdirSync(join(cwd, 'all'))).toEqual(['seed-1', 'seed-2']);
    expect(train('--seeds', '3,4,3').stderr).toMatch(/^USAGE: --seeds is "3,4,3"/);
  });

  it('uses a plugin from a file beside the config, also in worker threads', () => {
    const { cwd, train } = withConfig(`${small}\nplugins: [./negative.mjs]\naugmentation: acme/negative\n`);
    writeFileSync(
      join(cwd, 'negative.mjs'),
      `import { defineAugmentation, definePlugins, z } from '${core}';
       const negative = defineAugmentation({
         name: 'acme/negative', summary: 'Inverts.', options: z.strictObject({}),
         load: async () => () => ({
           sample: () => ({}),
           render: (image, _trace, { mean, std }, out) => image.data.forEach((v, i) => { out[i] = ((255 - v) / 255 - mean[0]) / std[0]; }),
         }),
       });
       export const plugins = definePlugins({ package: 'negative', module: import.meta.url, plugins: [negative] });`,
    );
    expect(train('--no-eval')).toMatchObject({ code: 0 });
  });
});

describe('augmix train, interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s writes a checkpoint and ends with %i', async (signal, code) => {
    const { cwd } = withConfig(small.replace('epochs: 1', 'epochs: 1000'));
    const child = startAugmix(['train', 'run.yaml', '--set', 'optimizer.learningRate=0.01'], cwd);
    const ended = once(child, 'exit');
    while (!existsSync(join(cwd, 'runs/run/checkpoints/index.json'))) await wait(100);
    child.kill(signal);
    expect(await ended).toEqual([code, null]);
    const { latest } = JSON.parse(readFileSync(join(cwd, 'runs/run/checkpoints/index.json'), 'utf8')) as {
      latest: string;
    };
    expect(readdirSync(join(cwd, 'runs/run/checkpoints')).sort()).toEqual(['index.json', latest]);
  });
});

describe('augmix train refuses', () => {
  it.each([
    [
      'a misspelt key',
      'seeed: 1',
      'CONFIG_UNKNOWN_KEY at run.yaml:6:1 seeed: unknown key "seeed"; did you mean "seed"?',
    ],
    [
      'a misspelt option',
      'augmentation: { type: augmix, severty: 3 }',
      'CONFIG_UNKNOWN_KEY at run.yaml:6:31 augmentation.severty: unknown key "severty"; did you mean "severity"?',
    ],
    [
      'an unknown plugin',
      'loss: jensen-shanon',
      'PLUGIN_UNKNOWN at run.yaml:6:1 loss: unknown loss "jensen-shanon"; did you mean "jensen-shannon"?',
    ],
    [
      'a nested unknown plugin',
      'transforms: [horizontal_flp]',
      'PLUGIN_UNKNOWN at run.yaml:6:14 transforms[0]: unknown op "horizontal_flp"; did you mean "horizontal_flip"?',
    ],
    [
      'a wrong type',
      'validation: many',
      /^CONFIG_INVALID_VALUE at run\.yaml:6:1 validation: invalid value "many"; expected /,
    ],
    ['YAML that is none', 'views: [clean', /^CONFIG_SYNTAX at run\.yaml:7:1: /],
    [
      'a package that is not there',
      'plugins: [augmix-plugin-nowhere]',
      /^PLUGIN_PACKAGE_NOT_FOUND at run\.yaml:6:11 plugins\[0\]: /,
    ],
  ])('%s', (_what, line, message) => {
    const { cwd, train } = withConfig(`${small.trim()}\n\n\n${line}\n`);
    const outcome = train();
    if (typeof message === 'string') expect(outcome.stderr).toBe(`${message}\n`);
    else expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    expect(outcome.code).toBe(2);
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
  });

  it('a conflict that only training sees, with its line', () => {
    const { cwd, train } = withConfig(`${small.trim()}\nvalidation: 5000\n`);
    expect(train()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^CONFIG_INVALID_VALUE at run\.yaml:4:1 validation: /),
    });
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
  });

  it('and shows the cause with --debug', () => {
    const { cwd, train } = withConfig(`${small}plugins: [./broken.mjs]\n`);
    writeFileSync(join(cwd, 'broken.mjs'), 'const answer = 42;\nanswer.is.wrong();\n');
    expect(train().stderr.trim().split('\n')).toHaveLength(1);
    expect(train('--debug').stderr).toMatch(/broken\.mjs:2:/);
  });

  it('a config that is not there', () => {
    expect(augmix(['train', 'no.yaml'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^CONFIG_NOT_FOUND at no\.yaml: .*\n$/),
    });
  });

  it.each([
    ['missing data', (folder: string) => folder, 'DATA_MISSING'],
    [
      'truncated data',
      (folder: string) => {
        cpSync(cifarSample, folder, { recursive: true });
        truncateSync(join(folder, 'data_batch_1.bin'), 5000);
      },
      'DATA_TRUNCATED',
    ],
    [
      'a label out of range',
      (folder: string) => {
        cpSync(cifarSample, folder, { recursive: true });
        const file = join(folder, 'data_batch_1.bin');
        const bytes = readFileSync(file);
        bytes[3073] = 11;
        writeFileSync(file, bytes);
      },
      'DATA_INVALID',
    ],
  ])('%s', (_what, prepare, code) => {
    const { cwd, train } = withConfig(small.replace(JSON.stringify(cifarSample), 'data'));
    mkdirSync(join(cwd, 'data'));
    prepare(join(cwd, 'data'));
    const outcome = train();
    expect(outcome.stderr).toMatch(new RegExp(`^${code}\\b.*\\n$`));
    expect(outcome.code).toBe(1);
  });

  it('a Node.js that is too old, in one line', () => {
    const preload = join(scratch(), 'old-node.cjs');
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '16.20.2' } });`,
    );
    const outcome = augmix(['--help'], { nodeArguments: ['--require', preload] });
    expect(outcome).toMatchObject({
      code: 1,
      stderr: 'NODE_UNSUPPORTED: this is Node.js 16.20.2; expected 20.11 or newer\n',
    });
  });

  it('a run directory that is none', () => {
    const cwd = scratch();
    mkdirSync(join(cwd, 'nothing'));
    expect(augmix(['eval', 'nothing'], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^MODEL_INVALID at nothing: the folder holds no model.json, no run/),
    });
  });
});

describe('augmix init', () => {
  it('writes a config that loads, with a schema for editors, and overwrites nothing', () => {
    const cwd = scratch();
    expect(augmix(['init'], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, 'run.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\/run\.schema\.json\n/,
    );
    expect(JSON.parse(readFileSync(join(cwd, 'run.schema.json'), 'utf8'))).toMatchObject({
      title: 'AugMix run',
    });
    expect(augmix(['init'], { cwd }).stderr).toMatch(/^RUN_EXISTS/);
    expect(augmix(['init', 'paper.yaml', '--template', 'paper'], { cwd }).code).toBe(0);
    const sample = JSON.stringify(cifarSample);
    const flags = [
      '--set',
      `dataset={type: cifar10, folder: ${sample}, partial: true}`,
      '--set',
      'validation=0',
      '--max-minutes',
      '0',
    ];
    expect(
      augmix(['train', 'run.yaml', ...flags, '--set', 'trainImages=64', '--set', 'trainer.batchSize=8'], {
        cwd,
      }),
    ).toMatchObject({ code: 0 });
  });
});

describe('facts for programs', () => {
  it('augmix models show', () => {
    const { stdout } = augmix(['models', 'show', 'wide-resnet', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ trainableParameters: 2_243_546, outputShape: [10] });
    const smaller = augmix([
      'models',
      'show',
      'wide-resnet',
      '--set',
      'depth=16',
      '--set',
      'widen=1',
      '--classes',
      '100',
      '--json',
    ]);
    expect(JSON.parse(smaller.stdout)).toMatchObject({ outputShape: [100], options: { depth: 16 } });
    expect(augmix(['models', 'show', 'wideresnet'])).toMatchObject({
      code: 2,
      stderr: 'PLUGIN_UNKNOWN: unknown model "wideresnet"; did you mean "wide-resnet"?\n',
    });
  });

  it('augmix plugins list and show', () => {
    const ops = JSON.parse(augmix(['plugins', 'list', 'op', '--json']).stdout) as { name: string }[];
    expect(ops.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['rotate', 'shear_x', 'horizontal_flip']),
    );
    const [shown] = JSON.parse(augmix(['plugins', 'show', 'augmix', '--json']).stdout) as {
      options: { name: string; default: string }[];
    }[];
    expect(shown.options).toContainEqual(
      expect.objectContaining({ name: 'severity', type: 'number', range: '> 0, ≤ 10', default: '3' }),
    );
  });

  it('augmix plugins show tells what stands in the reference', () => {
    const { stdout } = augmix(['plugins', 'show', 'rotate']);
    // Two plugins have the name.
    expect(stdout).toContain('op rotate  (@augmix/ops)');
    expect(stdout).toContain('perturbation rotate  (@augmix/corruptions)');
    expect(stdout).toContain('the size stays, corners are cut off');
    expect(stdout).toContain('Source: `Image.rotate` of Pillow');
    expect(stdout).toContain('  ops: [{ type: rotate, fill: 0, interpolation: bilinear }]');
    expect(stdout).toContain('augmix perturb cat.png frames --perturbation rotate');
  });

  it('augmix plugins show tells what the schema of a stranger says', () => {
    const cwd = scratch();
    writeFileSync(
      join(cwd, 'plugins.mjs'),
      `import { defineMetric, definePlugins, z } from '${core}';
       const options = z.strictObject({ above: z.int().min(2).describe('Least count.') });
       const count = defineMetric({ name: 'acme/count', summary: 'Counts.', options, load: async () => () => ({}) });
       export const plugins = definePlugins({ package: 'acme', module: import.meta.url, plugins: [count] });`,
    );
    const { stdout } = augmix(['plugins', 'show', 'acme/count', '--plugin', './plugins.mjs'], { cwd });
    expect(stdout).toMatch(/^above +whole number +≥ 2 +required +Least count\.$/m);
    expect(stdout).toContain('metrics: [{ type: acme/count, above: 2 }]');
  });

  it('augmix doctor starts every backend, and says what would start one that does not', () => {
    const { stdout } = augmix(['doctor', '--json'], { env: { AUGMIX_CACHE: scratch(), AUGMIX_BACKEND: '' } });
    const { system, backends } = JSON.parse(stdout) as {
      system: Record<string, string>;
      backends: Record<string, Record<string, string>>;
    };
    expect(system['backend auto']).toBe('wasm');
    expect(backends['wasm']).toMatchObject({ works: 'yes', convolution: expect.stringContaining('GFLOPS') });
    expect(backends['tensorflow']).toEqual({
      works: 'no: TensorFlow is not installed',
      improve: 'augmix backend install tensorflow',
    });
  });

  it('end quietly when nobody reads on', () => {
    // The reader is gone before the first line is written.
    const command = `"${process.execPath}" "${binary}" schema | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  it('augmix schema', () => {
    const schema = JSON.parse(augmix(['schema']).stdout) as { definitions: Record<string, unknown> };
    expect(Object.keys(schema.definitions)).toContain('augmentation');
  });

  it('an unknown command suggests the nearest', () => {
    expect(augmix(['trian'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^USAGE: unknown command 'trian'/),
    });
  });

  it('an unknown backend in AUGMIX_BACKEND is refused', () => {
    const { train } = withConfig(small);
    expect(train().code).toBe(0);
    const { cwd } = withConfig(small);
    expect(augmix(['train', 'run.yaml'], { cwd, env: { AUGMIX_BACKEND: 'wasn' } }).stderr).toMatch(
      /^PLUGIN_UNKNOWN.*did you mean "wasm"\?/,
    );
  });
});
