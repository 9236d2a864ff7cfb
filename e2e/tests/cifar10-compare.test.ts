import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';

const workspace = fileURLToPath(new URL('../../', import.meta.url));
const example = join(workspace, 'examples', 'cifar10-compare');
const sample = join(workspace, 'tools', 'cifar10-sample');
const folder = mkdtempSync(join(tmpdir(), 'augmix-e2e-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tiny = [
  ['dataset.folder', sample],
  ['dataset.partial', true],
  ['trainer.batchSize', 32],
  ['model.width', 4],
  ['model.stemStride', 4],
].flatMap(([path, value]) => ['--set', `${path}=${value}`]);

/** The example's command at a budget of seconds. */
function compare(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const program = join(example, 'compare.mjs');
  const all = [program, '--epochs', '1', '--images', '64', '--out', 'out', ...tiny, ...args];
  const env = { ...process.env, AUGMIX_BACKEND: 'wasm' };
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: folder, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

const rows = (table: string): string[][] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('*', '')));

describe('the comparison of augmentations', () => {
  it('trains and judges each method, stops in time, and goes on where it was', () => {
    const stopped = compare('--methods', 'mixup,augmix', '--max-minutes', '0.0001');
    expect(stopped).toMatchObject({
      code: 0,
      stdout: '0 of 2 methods are done; the same command goes on.\n',
    });

    const first = compare('--methods', 'mixup,augmix');
    expect(first.code).toBe(0);
    expect(first.stdout.trimEnd()).toBe(readFileSync(join(folder, 'out', 'table.md'), 'utf8').trimEnd());
    const [, , mixup, augmix] = rows(first.stdout);
    const results = JSON.parse(readFileSync(join(folder, 'out', 'augmix', 'results.json'), 'utf8')) as {
      judged: { augmix: { clean: { error: { value: number } } } };
    };
    const { value } = results.judged.augmix.clean.error;
    expect(mixup[1]).toBe('Mixup');
    expect(augmix.slice(1, 3)).toEqual([
      'AugMix',
      expect.stringMatching(new RegExp(`^${value.toFixed(2)} % \\(`)),
    ]);

    const trained = statSync(join(folder, 'out', 'mixup', 'results.json')).mtimeMs;
    const second = compare('--methods', 'mixup,augmix');
    expect(second).toEqual({ code: 0, stdout: first.stdout, stderr: '' });
    expect(statSync(join(folder, 'out', 'mixup', 'results.json')).mtimeMs).toBe(trained);
  });

  it('refuses another budget in the same folder', () => {
    expect(compare('--methods', 'mixup', '--epochs', '2')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/RUN_MISMATCH at .*trainer\.epochs/),
    });
  });

  it('has a config for each method of its README', () => {
    const configs = readdirSync(join(example, 'configs')).map((file) => file.replace('.yaml', ''));
    const [, methods] = readFileSync(join(example, 'README.md'), 'utf8').split('## The methods');
    const named = rows(methods).map(([, name]) => name.replaceAll('`', ''));
    expect(named.filter((name) => configs.includes(name)).sort()).toEqual(configs.sort());
  });
});
