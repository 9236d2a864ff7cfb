import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { compileAddon, compilerArguments, putAddon, type AddonSources } from '../../src/install/addon.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-addon-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const { PATH: path, CXX: compiler } = process.env;
afterEach(() => {
  process.env['PATH'] = path;
  if (compiler === undefined) delete process.env['CXX'];
  else process.env['CXX'] = compiler;
});

const prebuilt = fileURLToPath(new URL('../../prebuilt/linux-x64/tfjs_binding.node', import.meta.url));
const nowhere: AddonSources = {
  package: join(temporary, 'none'),
  include: join(temporary, 'none'),
  libraries: join(temporary, 'none'),
  target: join(temporary, 'target', 'tfjs_binding.node'),
};

describe('the prebuilt addon', () => {
  const record = JSON.parse(readFileSync(prebuilt.replace('tfjs_binding.node', 'build.json'), 'utf8')) as {
    flags: string;
    needs: string[];
    result: { bytes: number; sha256: string };
  };

  test('is the one that its record tells of', () => {
    const bytes = readFileSync(prebuilt);
    expect(bytes).toHaveLength(record.result.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(record.result.sha256);
  });

  test('was compiled as it would be here', () => {
    expect(compilerArguments(nowhere).join(' ')).toContain(record.flags);
  });

  test('runs with libraries older than TensorFlow asks for', () => {
    const newest = (name: string) =>
      record.needs
        .filter((need) => need.startsWith(`${name}_`))
        .map((need) => need.slice(name.length + 1))
        .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0];
    expect([newest('GLIBC'), newest('GLIBCXX')]).toEqual(['2.14', '3.4.21']);
  });
});

describe('without a compiler', () => {
  test('compiling is refused', async () => {
    process.env['PATH'] = temporary;
    delete process.env['CXX'];
    await expect(compileAddon(nowhere)).rejects.toMatchObject({ code: 'DEPENDENCY_MISSING' });
  });

  test('the prebuilt addon is taken, and said to be', async () => {
    process.env['PATH'] = temporary;
    delete process.env['CXX'];
    const lines: string[] = [];
    await expect(putAddon(nowhere, (line) => lines.push(line), prebuilt)).resolves.toBe('prebuilt');
    expect(lines).toEqual(['there is no C++ compiler: the prebuilt native addon is used']);
    expect(readFileSync(nowhere.target).equals(readFileSync(prebuilt))).toBe(true);
  });

  test('and without a prebuilt addon it ends there', async () => {
    process.env['PATH'] = temporary;
    delete process.env['CXX'];
    await expect(putAddon(nowhere, () => {}, '')).rejects.toMatchObject({ code: 'DEPENDENCY_MISSING' });
  });
});

test('a compiler that fails is told by its first error', async () => {
  // Node as a compiler does not know the arguments.
  process.env['CXX'] = process.execPath;
  mkdirSync(nowhere.package, { recursive: true });
  await expect(compileAddon(nowhere)).rejects.toMatchObject({
    code: 'BACKEND_BUILD',
    message: expect.stringMatching(/^node could not compile the native addon: .*-std=c\+\+17/),
  });
});
