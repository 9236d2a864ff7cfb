import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { extraRequirements, isSatisfied, parseWheelName, unpackWheel } from '../../src/install/wheel.js';
import { writeWheel } from './small-wheel.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-wheel-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
const scratch = (): string => mkdtempSync(join(temporary, 'case-'));

const name = 'small-1.0-py3-none-any.whl';
const files = { 'small/a.txt': 'first', 'small/b, c.txt': 'second', 'other/d.txt': 'third' };
const texts = (path: string) => (path.startsWith('small/') ? path : undefined);

describe('a wheel', () => {
  test('gives the files that are asked for, and no others', async () => {
    const folder = scratch();
    const wheel = writeWheel(scratch(), name, { 'small/a.txt': 'first', 'other/d.txt': 'third' });
    const steps: [number, number][] = [];
    const onBytes = (bytes: number, total: number) => void steps.push([bytes, total]);
    await expect(unpackWheel(wheel, folder, texts, { onBytes })).resolves.toEqual(['small/a.txt']);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['small', 'small/a.txt']);
    expect(readFileSync(join(folder, 'small/a.txt'), 'utf8')).toBe('first');
    expect(steps).toEqual([[5, 5]]);
  });

  test('gives programs that can be started', async () => {
    const folder = scratch();
    const wheel = writeWheel(scratch(), name, { 'small/bin/program': '', 'small/a.txt': '' });
    await unpackWheel(wheel, folder, texts);
    const mode = (path: string) => statSync(join(folder, path)).mode & 0o100;
    expect([mode('small/bin/program'), mode('small/a.txt')]).toEqual([0o100, 0]);
  });

  test('may have a file with a comma in its name', async () => {
    const hash = 'oWUQB4pfNxpPvUfq6_4Xv90dIN6kIQ9sT3QR1QTFiVA';
    const record = `"small/b, c.txt",sha256=${hash},6\n`;
    const wheel = writeWheel(scratch(), name, { 'small/b, c.txt': 'second' }, record);
    // The hash of the record is another file's: that it is compared shows that the name was read.
    await expect(unpackWheel(wheel, scratch(), texts)).rejects.toMatchObject({
      code: 'DATA_CHECKSUM',
      details: { expected: hash },
    });
  });

  test.each([
    ['a record with another hash', `small/a.txt,sha256=${'A'.repeat(43)},5\n`],
    ['a record without the file', 'other/d.txt,,\n'],
  ])('with %s is refused', async (_case, record) => {
    const wheel = writeWheel(scratch(), name, files, record);
    await expect(unpackWheel(wheel, scratch(), texts)).rejects.toMatchObject({ code: 'DATA_CHECKSUM' });
  });

  test.each([
    ['no archive', (bytes: Buffer) => bytes.fill(0)],
    ['a cut archive', (bytes: Buffer) => bytes.subarray(0, bytes.length - 30)],
    ['an archive whose beginning is gone', (bytes: Buffer) => bytes.subarray(40)],
    ['one with damaged bytes', (bytes: Buffer) => bytes.fill(0xff, 41, 46)],
    // The name is in the local header and in the directory.
    [
      'one that writes outside',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('small/a', '../../a'), 'latin1'),
    ],
  ])('refuses %s', async (_case, edit) => {
    const folder = scratch();
    const wheel = writeWheel(folder, name, files);
    writeFileSync(wheel, edit(readFileSync(wheel)));
    await expect(unpackWheel(wheel, scratch(), (path) => path)).rejects.toMatchObject({
      code: 'DATA_INVALID',
    });
  });

  test('stops when it is told to', async () => {
    const wheel = writeWheel(scratch(), name, files);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(unpackWheel(wheel, scratch(), texts, { signal })).rejects.toThrow('enough');
  });

  test('that cannot be written down is told', async () => {
    const folder = scratch();
    writeFileSync(join(folder, 'small'), 'a file where a folder must be');
    const wheel = writeWheel(scratch(), name, files);
    await expect(unpackWheel(wheel, folder, texts)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});

describe('names', () => {
  test('tell package and version', () => {
    const tensorflow = 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl';
    expect(parseWheelName(`/some/folder/${tensorflow}`)).toEqual({
      name: 'tensorflow-cpu',
      version: '2.21.0',
    });
  });

  test('of other files are refused', () => {
    expect(() => parseWheelName('tensorflow.zip')).toThrow('not named like a wheel');
  });
});

test('TensorFlow’s wheel names the CUDA wheels that belong to it', async () => {
  const metadata = fileURLToPath(new URL('../golden/tensorflow_cpu-2.21.0.METADATA', import.meta.url));
  const requirements = await extraRequirements(metadata, 'and-cuda');
  expect(requirements).toHaveLength(12);
  expect(requirements.slice(0, 2)).toEqual([
    'nvidia-cublas-cu12<13.0,>=12.5.3.2',
    'nvidia-cuda-cupti-cu12<13.0,>=12.5.82',
  ]);
  expect(requirements.every((requirement) => /^nvidia-[\w-]+-cu12[<>=.,\d]+$/.test(requirement))).toBe(true);
});

test.each([
  ['tensorflow-cpu==2.21.0', '2.21.0', true],
  ['tensorflow-cpu==2.21.0', '2.21.1', false],
  ['tensorflow-cpu<13.0,>=12.5.3.2', '12.9.3.13', true],
  ['tensorflow-cpu<13.0,>=12.5.3.2', '12.5.3.2', true],
  ['tensorflow-cpu<13.0,>=12.5.3.2', '12.5.3.1', false],
  ['tensorflow-cpu<13.0,>=12.5.3.2', '13.0', false],
  ['tensorflow-cpu>=2.0', '2.22.0rc0', false],
  ['tensorflow-cpu!=2.0', '2.1', false],
  ['tensorflow>=2.0', '2.1', false],
])('whether %s is version %s: %s', (requirement, version, expected) => {
  expect(isSatisfied(requirement, { name: 'tensorflow-cpu', version })).toBe(expected);
});
