// The same kit under Node's test runner, in a process of its own; that jest runs it is seen in good-plugins.test.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { runnerOf } from '../src/runner.js';

// Inside the package, so that it and its siblings are found by name.
const folder = mkdtempSync(fileURLToPath(new URL('runner-', import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

const program = (apply: string): string => `
import { describe, it } from 'node:test';
import { defineOp, z } from '@augmix/core';
import { describeOp } from '@augmix/plugin-testing';
describeOp(defineOp({
  name: 'acme/copy',
  summary: 'Copies.',
  options: z.strictObject({}),
  load: async () => () => ({ name: 'acme/copy', identity: {}, sample: () => ({}), apply: ${apply} }),
}), { runner: { describe, it } });
`;
const copy = `(image, _, out = { ...image, data: new Uint8Array(image.data) }) => (out.data.set(image.data), out)`;

function nodeTest(name: string, text: string): { code: number | null; output: string } {
  writeFileSync(join(folder, name), text);
  const inherited = Object.entries(process.env).filter(([key]) => !key.startsWith('NODE_'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--test', '--test-reporter=tap', join(folder, name)],
    { encoding: 'utf8', env: Object.fromEntries(inherited) },
  );
  return { code: status, output: stdout + stderr };
}

test("Node's test runner passes a good plugin, law by law", () => {
  const { code, output } = nodeTest('good.test.mjs', program(copy));
  expect(output).toMatch(/# pass 16\n# fail 0/);
  expect(code).toBe(0);
});

test("Node's test runner shows which law a bad plugin breaks", () => {
  const { code, output } = nodeTest('bad.test.mjs', program('(image) => image'));
  expect(output).toMatch(/not ok \d+ - writes into the image that it is given for the result/);
  expect(output).toContain('Found: another image was returned');
  expect(code).toBe(1);
});

test('without a runner it says what to pass in', () => {
  expect(() => runnerOf({} as never)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: 'there is no global describe and it' }),
  );
});
