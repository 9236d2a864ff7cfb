import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runCommand } from '../src/index.js';

const cwd = mkdtempSync(join(tmpdir(), 'augmix-create-'));
afterAll(() => rmSync(cwd, { recursive: true }));

async function run(args: string[], answers?: string[]) {
  const [out, err, questions]: [string[], string[], string[]] = [[], [], []];
  const code = await runCommand(args, {
    cwd,
    print: (line) => void out.push(line),
    printError: (line) => void err.push(line),
    ask:
      answers &&
      (async (question, suggestion) => {
        questions.push(`${question} [${suggestion}]`);
        return answers.shift()!;
      }),
  });
  return { code, out: out.join('\n'), err: err.join('\n'), questions };
}
const read = (...path: string[]): string => readFileSync(join(cwd, ...path), 'utf8');

test('asks nothing when everything is given', async () => {
  const { code, out, questions } = await run(['my-op', '--kind', 'op', '--name', 'acme/tint'], []);
  expect({ code, questions }).toEqual({ code: 0, questions: [] });
  expect(out).toBe('my-op: 11 files with the op "acme/tint".\n\n  cd my-op\n  npm install\n  npm test');
  expect(JSON.parse(read('my-op', 'package.json')).name).toBe('my-op');
  expect(read('my-op', 'src', 'tint.ts')).toContain("'op/acme/tint': TintOptions;");
});

test('asks for what is left out, with an answer to take over', async () => {
  const { code, questions } = await run([], ['augmix-plugin-warm-light', '', '']);
  expect(code).toBe(0);
  expect(questions).toEqual([
    'Folder [augmix-plugin-tint]',
    'Kind (op, augmentation, loss, metric, corruption, dataset) [op]',
    'Name of the plugin [acme/warm_light]',
  ]);
  expect(read('augmix-plugin-warm-light', 'src', 'warm-light.ts')).toContain("name: 'acme/warm_light'");
});

test('takes a package name of its own, also one with a scope', async () => {
  const args = ['scoped', '--kind', 'metric', '--name', 'acme/2d-hits', '--package', '@acme/augmix-hits'];
  expect((await run(args)).code).toBe(0);
  expect(JSON.parse(read('scoped', 'package.json')).name).toBe('@acme/augmix-hits');
  expect(read('scoped', 'src', '2d-hits.ts')).toContain('export function _2dHitsMetric(');
});

test('explains itself', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/npm create augmix-plugin FOLDER -- --kind KIND --name VENDOR\/NAME/);
});

mkdirSync(join(cwd, 'full'));
writeFileSync(join(cwd, 'full', 'mine.txt'), 'mine');
writeFileSync(join(cwd, 'file'), 'a file');
test.each([
  [['full', '--kind', 'op', '--name', 'acme/a'], /full exists and is not empty; name another folder/],
  [['file', '--kind', 'op', '--name', 'acme/a'], /file exists and is not empty/],
  [['new', '--kind', 'opp', '--name', 'acme/a'], /no template for the kind "opp"; expected one of op,/],
  [
    ['new', '--kind', 'op', '--name', 'tint'],
    /"tint" is no name for the op of a third party; expected vendor/,
  ],
  [['new', '--kind', 'op', '--name', 'acme/soft-light'], /snake_case; such as acme\/soft_light$/],
  [['new', '--kind', 'loss', '--name', 'acme/soft_light'], /kebab-case; such as acme\/soft-light$/],
  [['New', '--kind', 'op', '--name', 'acme/a'], /"New" is no name for a package; expected lower-case/],
  [['new', 'old', '--kind', 'op', '--name', 'acme/a'], /there are 2 folders: new, old; expected one/],
  [['new', '--kinds', 'op'], /Unknown option '--kinds'; see --help/],
  [['new', '--kind', 'op'], /--name is missing; see --help/],
  [[], /the folder is missing/],
])('%j is refused with exit code 2, and nothing is written', async (args, message) => {
  const { code, err } = await run(args);
  expect(code).toBe(2);
  expect(err).toMatch(/^USAGE: /);
  expect(err).toMatch(message);
  expect(existsSync(join(cwd, 'new'))).toBe(false);
  expect(readdirSync(join(cwd, 'full'))).toEqual(['mine.txt']);
});
