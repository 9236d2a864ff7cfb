// npm run quickstart: trains one small network twice on real CIFAR-10, with and without AugMix, both at a time on two cores,
// judges both on clean and corrupted images and on sequences, and shows what AugMix does to a picture. Rerun, it goes on where it
// was; --fresh starts anew.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keyedStream } from '@augmix/core';
import { contactSheet } from '@augmix/data';
import { writePng } from '@augmix/data/node';
import { createFirstPartyRegistry } from 'augmix';

const augmix = fileURLToPath(new URL('../../packages/cli/bin/augmix.js', import.meta.url));
const configs = fileURLToPath(new URL('../../packages/cli/configs/', import.meta.url));
const output = join('runs', 'quickstart');
const runs = ['standard', 'augmix'];
// Corruptions and sequences are made of the first test images: a subset, so that a laptop is done in minutes. A sequence
// has up to 31 frames, so of noise, blur, weather and movement one kind each must do.
const judgedOn = ['--images', '1000', '--perturbations', 'gaussian_noise,motion_blur,brightness,rotate'];
// What is passed on, such as --set trainer.epochs=1, holds for both runs.
const isFresh = process.argv.includes('--fresh');
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--fresh');

/** Runs the command line, each of its lines marked with a name. */
function run(name, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [augmix, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    const lines = createInterface({ input: child.stderr });
    lines.on('line', (line) => process.stderr.write(`${name.padEnd(9)}${line}\n`));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(Object.assign(new Error(`${name} failed`), { code })),
    );
  });
}

/** Test pictures on the left, eight fresh AugMix views of each beside them. */
async function writeContactSheet(file) {
  const registry = createFirstPartyRegistry();
  const test = await (await registry.create('dataset', { type: 'cifar10' })).open('test');
  const augmentation = await registry.create('augmentation', { type: 'augmix', severity: 3 });
  const rows = Array.from({ length: 8 }, (_, index) => {
    const image = test.read(index);
    const views = Array.from({ length: 8 }, (_, view) => {
      const stream = keyedStream({ seed: 1, purpose: 'view', index, view });
      const values = new Float32Array(image.data.length);
      augmentation.render(image, augmentation.sample(stream, image), { mean: [0], std: [1] }, values);
      return { ...image, data: Uint8Array.from(values, (value) => Math.round(value * 255)) };
    });
    return [image, ...views];
  });
  test.close?.();
  await writePng(file, contactSheet(rows, { scale: 3 }));
}

try {
  if (isFresh) await rm(output, { recursive: true, force: true });
  await run('data', 'data', 'fetch', 'cifar10');
  const train = (name) =>
    run(
      name,
      'train',
      `${configs}quickstart-${name}.yaml`,
      '--out',
      join(output, name),
      '--resume',
      '--no-eval',
      ...passedOn,
    );
  await Promise.all(runs.map(train));
  const models = runs.map((name) => join(output, name));
  await run('judge', 'eval', ...models, ...judgedOn, '--out', output);
  await writeContactSheet(join(output, 'contact-sheet.png'));
  console.log(`\n${await readFile(join(output, 'results.md'), 'utf8')}`);
  console.log(
    `Both runs, their logs and ${join(output, 'results.md')} are in ${output}; contact-sheet.png shows AugMix at work.`,
  );
} catch (error) {
  // The command has said in its own words what was wrong.
  if (error.code === undefined) console.error(error);
  process.exit(error.code || 1);
}
