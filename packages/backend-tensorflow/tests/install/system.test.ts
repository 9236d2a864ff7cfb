import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pipDownload, pipError } from '../../src/install/pip.js';
import { checkPlatform, checkWheelPlatform, type System } from '../../src/install/platform.js';
import { makeStaging, sweepStaging } from '../../src/install/staging.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-system-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const linux: System = { platform: 'linux', architecture: 'x64', glibc: '2.36' };
const refusal = { code: 'BACKEND_PLATFORM' };

describe('systems', () => {
  test('with published libraries are accepted', () => {
    expect(() => checkPlatform('cpu', linux)).not.toThrow();
    expect(() => checkPlatform('gpu', linux)).not.toThrow();
    expect(() => checkPlatform('cpu', { ...linux, architecture: 'arm64' })).not.toThrow();
  });

  test.each<[string, 'cpu' | 'gpu', Partial<System>]>([
    ['Windows', 'cpu', { platform: 'win32' }],
    ['macOS', 'cpu', { platform: 'darwin', architecture: 'arm64' }],
    ['another processor', 'cpu', { architecture: 'riscv64' }],
    ['another C library', 'cpu', { glibc: undefined }],
    ['a GPU on ARM', 'gpu', { architecture: 'arm64' }],
  ])('such as %s are refused', (_case, device, change) => {
    expect(() => checkPlatform(device, { ...linux, ...change })).toThrow(expect.objectContaining(refusal));
  });

  test('take only wheels that were made for them', () => {
    const wheel = (tag: string) => `tensorflow-2.21.0-cp311-cp311-${tag}.whl`;
    expect(() => checkWheelPlatform(wheel('manylinux_2_27_x86_64'), linux)).not.toThrow();
    for (const tag of ['manylinux_2_27_aarch64', 'win_amd64', 'macosx_12_0_arm64', 'macosx_12_0_x86_64'])
      expect(() => checkWheelPlatform(wheel(tag), linux)).toThrow(expect.objectContaining(refusal));
  });
});

describe('pip', () => {
  const missing = (versions: string) =>
    `ERROR: Could not find a version that satisfies the requirement tensorflow-cpu==2.99 (from versions: ${versions})\n` +
    'ERROR: No matching distribution found for tensorflow-cpu==2.99\n';

  // The words of pip 23.2.
  test.each([
    ['a version that is not there', missing('2.9.0rc0, 2.19.0, 2.21.0'), 'BACKEND_VERSION'],
    ['no index', missing('none'), 'BACKEND_DOWNLOAD'],
    [
      'a full disk',
      'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n',
      'WRITE_FAILED',
    ],
    ['no pip', '/usr/bin/python3: No module named pip\n', 'DEPENDENCY_MISSING'],
    ['anything else', 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n', 'BACKEND_DOWNLOAD'],
  ])('that tells of %s', (_case, words, code) => {
    expect(pipError(['tensorflow-cpu==2.99'], words, 1)).toMatchObject({ code });
  });

  test('and the versions it knows', () => {
    const error = pipError(['tensorflow-cpu==2.99'], missing('2.9.0rc0, 2.19.0, 2.21.0'), 1);
    expect(error.details.expected).toBe('one of 2.19.0, 2.21.0');
  });

  test('that is not there at all is told', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = temporary;
    try {
      await expect(pipDownload(['small==1.0'], join(temporary, 'wheels'))).rejects.toMatchObject({
        code: 'DEPENDENCY_MISSING',
      });
    } finally {
      process.env['PATH'] = path;
    }
  });
});

test('what a dead process has left is swept, what a living one works on stays', async () => {
  const folder = join(temporary, 'staging');
  const own = await makeStaging(folder);
  const { pid } = spawnSync(process.execPath, ['--version']);
  const host = hostname().replaceAll(/[^\w-]/g, '_');
  mkdirSync(join(folder, `.unfinished.${host}.${pid}.00000000`));
  mkdirSync(join(folder, `.unfinished.elsewhere.${pid}.00000000`));
  mkdirSync(join(folder, '2.21.0-cpu'));
  expect(own.split('.').at(-2)).toBe(String(process.pid));
  await sweepStaging(folder);
  expect(readdirSync(folder).sort()).toEqual(
    ['2.21.0-cpu', own.slice(folder.length + 1), `.unfinished.elsewhere.${pid}.00000000`].sort(),
  );
});
