import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedProgram, examplesOfMarkdown, examplesOfSource, isAsWritten } from '../docs/examples.mjs';

const run = async (code) => {
  const seen = [];
  const { program, checks } = checkedProgram({ file: 'a.md', line: 10, code, runs: true });
  globalThis.checkExample = (line, actual, expected) => seen.push([line, actual, expected()]);
  await import(`data:text/javascript,${encodeURIComponent(program)}`);
  assert.equal(seen.length, checks);
  return seen;
};

test('blocks are found in Markdown, with the line where they start', () => {
  const text = 'Text\n\n```ts\na;\n```\n```sh\nls\n```\n\n```ts no-run\nb;\n```\n';
  assert.deepEqual(examplesOfMarkdown(text, 'a.md'), [
    { file: 'a.md', line: 4, code: 'a;', runs: true },
    { file: 'a.md', line: 11, code: 'b;', runs: false },
  ]);
});

test('blocks are found in doc comments, not in other comments', () => {
  const text = [
    '/* ```ts',
    'no;',
    '``` */',
    '/**',
    ' * One.',
    ' * @example',
    ' * ```ts',
    ' * if (x) {',
    ' *   y;',
    ' * }',
    ' * ```',
    ' */',
  ].join('\n');
  assert.deepEqual(examplesOfSource(text, 'a.ts'), [
    { file: 'a.ts', line: 8, code: 'if (x) {\n  y;\n}', runs: true },
  ]);
});

test('values are taken from expressions and declarations, on one line or several', async () => {
  const code = [
    'const two: number = 1 + 1; // => 2',
    '[two]',
    '  .map((value) => value * 2)',
    '  .join(); // => "4"',
    'await Promise.resolve({ a: 1 }); // => { a: 1 }',
    'two + 1;',
    '// => 3',
    'for (const item of [5]) {',
    '  item; // => 5',
    '}',
  ].join('\n');
  assert.deepEqual(await run(code), [
    [10, 2, 2],
    [13, '4', '4'],
    [14, { a: 1 }, { a: 1 }],
    [16, 3, 3],
    [18, 5, 5],
  ]);
});

test('a value behind nothing is an error with its place', () => {
  assert.throws(
    () => checkedProgram({ file: 'a.md', line: 10, code: '\n// => 1\n', runs: true }),
    /a\.md:11: "\/\/ =>" stands behind nothing/,
  );
});

for (const [actual, expected, holds] of [
  [0.1 + 0.2, 0.3, true],
  [0.3001, 0.3, false],
  [0, 0.000001, false],
  [0.000001, 0.000001, true],
  [1234567.8, 1234567.9, true],
  [2, 3, false],
  [2.0000001, 2, false],
  [Number.NaN, Number.NaN, true],
  [[1, [0.5]], [1, [0.50000001]], true],
  [Float32Array.of(0.1, 2), [0.1, 2], true],
  [Uint8Array.of(1, 2), [1, 2, 3], false],
  [{ a: 0.1, b: [1] }, { b: [1], a: 0.1 }, true],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: 1 }, { a: undefined }, false],
  ['1', 1, false],
  [null, {}, false],
  [new Map([[1, 2]]), new Map([[1, 2]]), true],
]) {
  test(`${JSON.stringify(actual)} is ${holds ? '' : 'not '}as written: ${JSON.stringify(expected)}`, () => {
    assert.equal(isAsWritten(actual, expected), holds);
  });
}
