import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { augmix, consumer } from './installed.js';

let runs = 0;
/** The last line of what a run says that ends before its first step. */
function refusal(file: string, ...settings: string[]): { code: number | null; line: string } {
  const sets = [`plugins=[./bad/${file}]`, ...settings].flatMap((setting) => ['--set', setting]);
  const { code, stderr } = augmix('train', 'bad.yaml', '--out', `runs/bad-${++runs}`, '--no-eval', ...sets);
  return { code, line: stderr.trim().split('\n').at(-1)! };
}

beforeAll(() => copyFileSync(join(consumer, 'run.yaml'), join(consumer, 'bad.yaml')));

describe('a bad plugin is refused with its package, its name and the reason', () => {
  it.each([
    [
      'of another api version',
      'old.mjs',
      'PLUGIN_API_VERSION at bad.yaml plugins[0]: op "bad/old" (augmix-plugin-old) was made for plugin api 0; expected api 1; install versions that belong together',
    ],
    [
      'with the name of another',
      'twin.mjs',
      'PLUGIN_DUPLICATE at bad.yaml plugins[0]: op "rotate" comes from two packages: @augmix/ops and augmix-plugin-twin; third parties name their plugins vendor/name',
    ],
    [
      'that refuses its own default',
      'default.mjs',
      'PLUGIN_INVALID at bad.yaml plugins[0]: op "bad/default" (augmix-plugin-default) refuses the default of its own option "by": 1; expected a default that the schema accepts',
    ],
    [
      'whose module throws',
      'throws.mjs',
      'PLUGIN_PACKAGE_NOT_FOUND at bad.yaml plugins[0]: cannot load FILE: no luck',
    ],
    [
      'whose module imports a package that is not there',
      'imports.mjs',
      'DEPENDENCY_MISSING at bad.yaml plugins[0]: FILE needs not-installed, which is not installed; npm install not-installed',
    ],
  ])('%s, when the config is read', (_what, file, message) => {
    const { code, line } = refusal(file);
    expect(line.replace(/file:\S+?\.mjs/, 'FILE')).toBe(message);
    expect(code).toBe(2);
  });

  it.each([
    [
      'an op of another size, in a chain in a worker',
      'augmentation={type: augmix, ops: [bad/small]}',
      'PLUGIN_INVALID: op "bad/small" (augmix-plugin-bad) made 2×2 with 3 channels of 32×32 with 3 channels; expected 32×32 with 3 channels',
    ],
    [
      'an op of other channels, as a transform',
      'transforms=[bad/grey]',
      'PLUGIN_INVALID: op "bad/grey" (augmix-plugin-bad) made 32×32 with 1 channel of 32×32 with 3 channels; expected 32×32 with 3 channels',
    ],
    [
      'an augmentation that writes NaN',
      'augmentation=bad/nan',
      'PLUGIN_INVALID: augmentation "bad/nan" (augmix-plugin-bad) left NaN at place 0 of its view; expected finite numbers',
    ],
    [
      'a loss that gives no scalar',
      'loss=bad/rows',
      /^PLUGIN_INVALID: loss "bad\/rows" \(augmix-plugin-bad\) gave a tensor of shape \[\d+, 10\]; expected a scalar, a tensor of shape \[\]$/,
    ],
    [
      'an op that throws on loading',
      'transforms=[bad/throwing]',
      'PLUGIN_INVALID: op "bad/throwing" (augmix-plugin-bad) cannot be loaded: no luck',
    ],
    [
      'an op whose optional dependency is missing',
      'transforms=[bad/needy]',
      'DEPENDENCY_MISSING: op "bad/needy" (augmix-plugin-bad) needs not-installed, which is not installed; npm install not-installed',
    ],
  ])('%s', (_what, setting, message) => {
    const { code, line } = refusal('results.mjs', setting);
    if (typeof message === 'string') expect(line).toBe(message);
    else expect(line).toMatch(message);
    expect(code).toBe(2);
  });
});
