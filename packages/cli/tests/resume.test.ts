import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { augmix, cifarSample, scratch, startAugmix } from './command.js';

const config = `
dataset: { type: cifar10, folder: ${JSON.stringify(cifarSample)}, partial: true }
validation: 16
model: { type: wide-resnet, depth: 10, widen: 1, width: 4, stemStride: 4 }
trainer: { epochs: 6, batchSize: 8, checkpointEverySteps: 5, logEverySteps: 3 }
`;

const timeless = (text: string): string => text.replaceAll(/"(seconds|imagesPerSecond)":[\d.]+/g, '"$1":0');
const withoutLastColumn = (text: string): string => text.replaceAll(/,[^,\n]*$/gm, '');

function finalState(directory: string) {
  const read = (...parts: string[]): string => readFileSync(join(directory, ...parts), 'utf8');
  const { latest } = JSON.parse(read('checkpoints', 'index.json')) as { latest: string };
  return {
    latest,
    weights: readFileSync(join(directory, 'checkpoints', latest, 'weights.bin')).toString('base64'),
    velocities: readFileSync(join(directory, 'checkpoints', latest, 'optimizer.bin')).toString('base64'),
    log: timeless(read('metrics.jsonl')),
    summary: withoutLastColumn(read('summary.csv')),
  };
}

it('a run killed again and again ends like one that was never stopped', async () => {
  const cwd = scratch();
  writeFileSync(join(cwd, 'run.yaml'), config);
  const train = (out: string): string[] => ['train', 'run.yaml', '--out', out, '--resume', '--no-eval'];
  const started = performance.now();
  expect(augmix(train('whole'), { cwd })).toMatchObject({ code: 0 });
  const duration = performance.now() - started;

  let kills = 0;
  for (const fraction of [0.3, 0.45, 0.6, 0.75]) {
    const child = startAugmix(train('killed'), cwd);
    const ended = once(child, 'exit');
    await Promise.race([wait(duration * fraction, undefined, { ref: false }), ended]);
    if (child.exitCode === null && child.kill('SIGKILL')) kills++;
    await ended;
  }
  expect(kills).toBeGreaterThan(0);
  expect(augmix(train('killed'), { cwd })).toMatchObject({ code: 0 });
  expect(finalState(join(cwd, 'killed'))).toEqual(finalState(join(cwd, 'whole')));
});
