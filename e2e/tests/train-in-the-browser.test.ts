import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findChromium, openPage } from './chromium.js';

const workspace = fileURLToPath(new URL('../../', import.meta.url));
const example = join(workspace, 'examples', 'train-in-the-browser');
const folder = mkdtempSync(join(tmpdir(), 'augmix-e2e-browser-'));

function node(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: example, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The first steps of the page's training, in Node.js. */
const inNode = `
  import { readFileSync } from 'node:fs';
  import { startWasmBackend } from '@augmix/backend-wasm';
  import { jensenShannon } from '@augmix/losses';
  import { wideResnet } from '@augmix/models';
  import { cosine, sgd, trainingStep } from '@augmix/trainer/step';
  import { loadImages, makeBatch, shuffled, views } from './batches.mjs';
  globalThis.fetch = async (url) => new Response(readFileSync(url));
  await startWasmBackend();
  const records = await loadImages(process.argv[1]);
  const model = wideResnet({ depth: 10, widen: 1, stemStride: 2 }).build({ inputShape: [32, 32, 3], classes: 10, seed: 1 });
  const shape = { height: 32, width: 32, channels: 3 };
  const parts = { model, loss: jensenShannon(), optimizer: sgd(), views, classes: 10, shape };
  const losses = [];
  for (let step = 0; step < 3; step++) {
    const batch = makeBatch(records, shuffled(records.length, 1, 0).subarray(16 * step, 16 * step + 16), 1, 0);
    losses.push(await trainingStep(parts, batch, step, cosine().rate(step, 24, 0.1)));
  }
  console.log(JSON.stringify(losses));
`;

beforeAll(() => {
  node('make-images.mjs', '--data', join(workspace, 'tools', 'cifar10-sample'), '--out', folder);
  node('build.mjs', '--out', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the page that trains', () => {
  it('is bundled without anything of Node.js', () => {
    for (const file of ['page.js', 'training.worker.js']) {
      const text = readFileSync(join(folder, file), 'utf8');
      // Not toMatch: a failure would print the whole bundle.
      expect(/["'`]node:[a-z]|createRequire/.exec(text)?.[0]).toBeUndefined();
    }
  });

  const chromium = findChromium();
  if (chromium === undefined) {
    it.todo('learns in Chromium: NOT RUN, no Chromium or Chrome was found; CHROME names one');
    return;
  }

  it('learns in Chromium, with the losses of Node.js', async () => {
    const server = spawn(process.execPath, ['serve.mjs', '--port', '0', '--folder', folder], {
      cwd: example,
    });
    const page = await openPage(chromium, `${await addressOf(server)}?steps=24&batch=16`);
    try {
      await page.waitFor('document.body?.dataset.outcome');
      const outcome = await page.evaluate<string>('document.body.dataset.outcome');
      const { losses, speed, accuracy, error } = JSON.parse(outcome) as {
        losses: number[];
        speed: number;
        accuracy: number;
        error?: string;
      };
      expect([error, ...page.problems]).toEqual([undefined]);
      console.log(`trained in Chromium: ${speed} images a second, three views each`);
      expect(losses).toHaveLength(24);
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean(losses.slice(-5))).toBeLessThan(mean(losses.slice(0, 5)));
      expect(accuracy).toBeGreaterThan(0);

      const expected = JSON.parse(
        node('--input-type=module', '--eval', inNode, join(folder, 'train.bin')),
      ) as number[];
      expect(losses[0]).toBeCloseTo(expected[0], 4);
      // Sums are rounded in another order where the kernels use relaxed SIMD; each update carries that on.
      for (const [step, loss] of expected.entries()) expect(losses[step]).toBeCloseTo(loss, 1);
    } finally {
      await page.close();
      server.kill();
    }
  });
});

/** What the server prints once it listens. */
async function addressOf(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const address = /http:\S+/.exec(line);
    if (address) return address[0];
  }
  throw new Error('the server ended before it listened');
}
