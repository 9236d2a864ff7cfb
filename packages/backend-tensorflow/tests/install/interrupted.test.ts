// The package registry is replaced by a program that hangs or fails: npm is started by the script that it names itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installTensorflow } from '../../src/install/install.js';
import { listInstallations } from '../../src/install/installations.js';
import { writeWheel } from './small-wheel.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-interrupted-'));
const root = join(temporary, 'backends', 'tensorflow');
const wheelName = 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl';
const built = fileURLToPath(new URL('../../dist/install.js', import.meta.url));

const environment = { AUGMIX_CACHE: temporary, npm_execpath: join(temporary, 'npm-cli.js') };
const before = { ...process.env };
let wheel: string;
beforeAll(() => {
  Object.assign(process.env, environment);
  wheel = writeWheel(temporary, wheelName, { 'tensorflow/LICENSE': 'text' });
});
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
  for (const name of Object.keys(environment)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

const npm = (program: string): void => writeFileSync(environment.npm_execpath, program);
const unfinished = (): string[] => (existsSync(root) ? readdirSync(root) : []);
const onLinux = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;

onLinux('an installation', () => {
  test('that is killed leaves nothing that counts, and the next one cleans up', async () => {
    // Ends with the process that has started it.
    npm('const parent = process.ppid; setInterval(() => process.ppid === parent || process.exit(), 50);');
    const program = `import(process.argv[1]).then((m) => m.installTensorflow({ wheel: process.argv[2] }))`;
    const child = spawn(process.execPath, ['--eval', program, built, wheel], {
      env: process.env,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    while (unfinished().length === 0 && child.exitCode === null) await wait(20);
    expect(unfinished()).toHaveLength(1);
    child.kill('SIGKILL');
    await ended;
    expect(unfinished()).toHaveLength(1);
    await expect(listInstallations()).resolves.toEqual([]);

    npm('process.exit(1)');
    await expect(installTensorflow({ wheel })).rejects.toMatchObject({ code: 'BACKEND_DOWNLOAD' });
    expect(unfinished()).toEqual([]);
  });

  test('tells what npm says', async () => {
    npm("console.error('npm error code ENOTFOUND\\nnpm error network is away'); process.exit(1);");
    await expect(installTensorflow({ wheel })).rejects.toThrow(
      'npm could not get the package (code ENOTFOUND, network is away)',
    );
  });

  test('refuses a package that is not the published one', async () => {
    npm("require('node:fs').writeFileSync('package.tgz', 'other bytes');");
    await expect(installTensorflow({ wheel })).rejects.toMatchObject({ code: 'DATA_CHECKSUM' });
    expect(unfinished()).toEqual([]);
  });

  test('is ended by its caller', async () => {
    npm('setTimeout(() => {}, 60_000)');
    const stop = new AbortController();
    const installing = installTensorflow({ wheel, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 200);
    await expect(installing).rejects.toThrow('enough');
    expect(unfinished()).toEqual([]);
  });
});

onLinux('what is asked for', () => {
  test.each([
    ['another version', { version: '2.20.0' }, 'BACKEND_VERSION'],
    ['another device', { device: 'gpu' as const }, 'USAGE'],
    ['an interpreter too', { fromPython: 'python3' }, 'USAGE'],
  ])('with a wheel cannot be %s', async (_case, options, code) => {
    await expect(installTensorflow({ wheel, ...options })).rejects.toMatchObject({ code });
  });

  test('must be a wheel of TensorFlow for this system', async () => {
    const other = writeWheel(temporary, 'small-1.0-py3-none-any.whl', {});
    await expect(installTensorflow({ wheel: other })).rejects.toMatchObject({ code: 'USAGE' });
    const foreign = writeWheel(temporary, 'tensorflow-2.21.0-cp312-cp312-win_amd64.whl', {});
    await expect(installTensorflow({ wheel: foreign })).rejects.toMatchObject({ code: 'BACKEND_PLATFORM' });
    const missing = join(temporary, 'tensorflow-9-cp312-cp312-win_amd64.whl');
    await expect(installTensorflow({ wheel: missing })).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('must be an interpreter', async () => {
    const interpreter = join(temporary, 'no-python');
    await expect(installTensorflow({ fromPython: interpreter })).rejects.toMatchObject({
      code: 'DEPENDENCY_MISSING',
    });
    await expect(installTensorflow({ fromPython: process.execPath })).rejects.toThrow('has no TensorFlow');
  });
});
