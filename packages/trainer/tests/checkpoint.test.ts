import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type * as FileSystem from 'node:fs/promises';
import type { Checkpoint } from '../src/checkpoint.js';

// A full disk cannot be had in a test, so opening a chosen file for writing fails the way it would.
let fullFor: RegExp | undefined;
const real = await import('node:fs/promises');
jest.unstable_mockModule('node:fs/promises', () => ({
  ...real,
  open: ((path: string, ...rest: unknown[]) =>
    fullFor?.test(path)
      ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
      : (real.open as (...all: unknown[]) => Promise<unknown>)(path, ...rest)) as typeof FileSystem.open,
}));
const { readCheckpoint, writeCheckpoint } = await import('../src/checkpoint.js');

const checkpoint = (step: number): Checkpoint => ({
  state: {
    schemaVersion: 1,
    step,
    totalSteps: 9,
    epoch: 0,
    stepInEpoch: step,
    lossSum: 0,
    seconds: 0,
    logs: {},
    callbacks: [],
  },
  model: { 'model.json': '{}', 'weights.bin': Uint8Array.of(step) },
  optimizer: { 'optimizer.json': '[]', 'optimizer.bin': new Uint8Array() },
});

let directory: string;
const folders = (): string[] => readdirSync(join(directory, 'checkpoints')).sort();

beforeEach(() => {
  fullFor = undefined;
  directory = mkdtempSync(join(tmpdir(), 'augmix-'));
});

describe('checkpoints', () => {
  it('come back as they were written', async () => {
    await writeCheckpoint(directory, checkpoint(1), false);
    expect(await readCheckpoint(directory, 'latest')).toEqual(checkpoint(1));
    expect(await readCheckpoint(directory, 'best')).toEqual(checkpoint(1));
  });

  it('are kept only when they are the last or the best', async () => {
    await writeCheckpoint(directory, checkpoint(1), true);
    await writeCheckpoint(directory, checkpoint(2), false);
    await writeCheckpoint(directory, checkpoint(3), false);
    expect(folders()).toEqual(['index.json', 'step-00000001', 'step-00000003']);
    expect((await readCheckpoint(directory, 'best'))?.state.step).toBe(1);
    expect((await readCheckpoint(directory, 'latest'))?.state.step).toBe(3);
  });

  it('are not there before the first one', async () => {
    expect(await readCheckpoint(directory, 'latest')).toBeUndefined();
  });

  it('that a killed process left half-written are ignored and cleared away', async () => {
    await writeCheckpoint(directory, checkpoint(1), false);
    for (const left of ['.step-00000002-ab12cd34', 'step-00000002']) {
      mkdirSync(join(directory, 'checkpoints', left));
      writeFileSync(join(directory, 'checkpoints', left, 'weights.bin'), 'half');
    }
    expect((await readCheckpoint(directory, 'latest'))?.state.step).toBe(1);
    await writeCheckpoint(directory, checkpoint(2), false);
    expect(folders()).toEqual(['index.json', 'step-00000002']);
    expect(await readCheckpoint(directory, 'latest')).toEqual(checkpoint(2));
  });

  it.each(['weights.bin', 'state.json', 'optimizer.bin'])(
    'are not lost when the disk is full at %s',
    async (file) => {
      await writeCheckpoint(directory, checkpoint(1), false);
      fullFor = new RegExp(`${file}$`);
      await expect(writeCheckpoint(directory, checkpoint(2), false)).rejects.toMatchObject({
        code: 'CHECKPOINT_WRITE',
        message: 'cannot write: the disk is full',
      });
      expect(folders()).toEqual(['index.json', 'step-00000001']);
      expect(await readCheckpoint(directory, 'latest')).toEqual(checkpoint(1));
    },
  );

  it('that are damaged are refused', async () => {
    await writeCheckpoint(directory, checkpoint(1), false);
    writeFileSync(join(directory, 'checkpoints', 'step-00000001', 'state.json'), '{"step":');
    await expect(readCheckpoint(directory, 'latest')).rejects.toMatchObject({ code: 'CHECKPOINT_INVALID' });
    writeFileSync(join(directory, 'checkpoints', 'index.json'), '');
    await expect(readCheckpoint(directory, 'latest')).rejects.toMatchObject({ code: 'CHECKPOINT_INVALID' });
  });
});
