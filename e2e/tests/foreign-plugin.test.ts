import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { augmix, consumer, node, printed, weights } from './installed.js';

const config = readFileSync(join(consumer, 'tinted.yaml'), 'utf8');

interface JsonSchema {
  enum?: string[];
  properties?: Record<string, JsonSchema & { const?: string; description?: string; default?: unknown }>;
  additionalProperties?: boolean;
}

describe('a third-party plugin package', () => {
  it('gives AugMix an op, in worker threads too', () => {
    expect(augmix('train', 'tinted.yaml', '--out', 'runs/tinted')).toMatchObject({ code: 0 });
    const plain = ['--set', 'augmentation.ops=[rotate]', '--out', 'runs/untinted', '--no-eval'];
    expect(augmix('train', 'tinted.yaml', ...plain)).toMatchObject({ code: 0 });
    expect(weights('runs/tinted').equals(weights('runs/untinted'))).toBe(false);
  });

  it('works in a CommonJS program, though it is an ES module', () => {
    expect(printed(node(['tinted.cjs']))).toEqual({
      step: 3,
      color: 'Level per channel.',
      op: [{ $ref: '#/definitions/op' }],
    });
    expect(weights('runs/tinted-cjs').equals(weights('runs/tinted'))).toBe(true);
  });

  it('goes along into the threads of replicas', () => {
    const flags = ['--set', 'trainer.replicas=2', '--no-eval', '--out'];
    expect(augmix('train', 'tinted.yaml', ...flags, 'runs/replicas')).toMatchObject({ code: 0 });
    expect(augmix('train', 'tinted.yaml', ...flags, 'runs/replicas-again')).toMatchObject({ code: 0 });
    expect(weights('runs/replicas-again').equals(weights('runs/replicas'))).toBe(true);
  });

  it('is found again from the run directory', () => {
    expect(augmix('eval', 'runs/tinted', '--images', '8')).toMatchObject({ code: 0 });
  });

  it('gives training an augmentation', () => {
    const flags = ['--set', 'augmentation={type: acme/tinted, severity: 5}', '--no-eval'];
    expect(augmix('train', 'tinted.yaml', ...flags, '--out', 'runs/only-tinted')).toMatchObject({ code: 0 });
  });

  it('stands in the list of plugins with the name of its package', () => {
    const { stdout } = augmix('plugins', 'list', '--plugin', 'augmix-plugin-tint');
    expect(stdout).toMatch(/^op +acme\/tint +augmix-plugin-tint +Mixes every pixel with a colour\.$/m);
  });

  it('has its options in the JSON Schema, for completion in editors', () => {
    const { stdout } = augmix('schema', '--plugin', 'augmix-plugin-tint');
    const { definitions } = JSON.parse(stdout) as { definitions: Record<string, { anyOf: JsonSchema[] }> };
    const branch = (kind: string, name: string): JsonSchema =>
      definitions[kind].anyOf.find(({ properties }) => properties?.['type'].const === name)!;
    expect(branch('op', 'acme/tint').properties).toMatchObject({
      color: { default: [255, 128, 0], description: 'Level per channel.' },
      strength: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
    });
    expect(branch('op', 'acme/tint').additionalProperties).toBe(false);
    expect(Object.keys(branch('augmentation', 'acme/tinted').properties!)).toEqual([
      'type',
      'op',
      'severity',
    ]);
    expect(definitions['op'].anyOf.some((one) => one.enum?.includes('acme/tint'))).toBe(true);
  });

  it.each([
    [
      'a misspelt option',
      ['color:', 'colour:'],
      'CONFIG_UNKNOWN_KEY at wrong.yaml:7:36 augmentation.ops[1].colour: unknown key "colour"; did you mean "color"?',
    ],
    [
      'a value out of range',
      ['[0, 0, 255]', '[0, 0, 256]'],
      'CONFIG_INVALID_VALUE at wrong.yaml:7:50 augmentation.ops[1].color[2]: invalid value 256; expected a number of at most 255',
    ],
    [
      'a misspelt name',
      ['acme/tint', 'acme/tnit'],
      'PLUGIN_UNKNOWN at wrong.yaml:7:19 augmentation.ops[1].type: unknown op "acme/tnit"; did you mean "acme/tint"?',
    ],
  ])('has %s refused with its place', (_what, [right, wrong], message) => {
    writeFileSync(join(consumer, 'wrong.yaml'), config.replace(right, wrong));
    expect(augmix('train', 'wrong.yaml')).toMatchObject({ code: 2, stderr: `${message}\n` });
  });
});
