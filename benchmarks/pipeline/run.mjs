// Augmented images a second out of the pipeline, @augmix/pipeline against torchvision behind a DataLoader, in turns.
// node benchmarks/pipeline/run.mjs [--python <interpreter with the requirements>] [--note <text>]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { cifarImages } from '../augment/images.mjs';
import { startPeer } from '../peer.mjs';
import { describeMachine, summary, writeResults } from '../results.mjs';
import { ownRate } from './own.mjs';

const { values: options } = parseArgs({ options: { python: { type: 'string' }, note: { type: 'string' } } });
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const repeats = 5;
const jpegs = 240;
const batches = { cifar: { batch: 128, own: 200, peer: 6 }, jpeg: { batch: 32, own: 16, peer: 3 } };

const folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
const raw = join(folder, 'cifar.rgb');
writeFileSync(raw, Buffer.concat(cifarImages(128, 32).map(({ data }) => data)));

/** CIFAR-10's images, enlarged to the size of a photograph and compressed as one. */
async function writeJpegs(target) {
  for (const [index, { data, width, height }] of cifarImages(jpegs, 32).entries()) {
    const name = join(target, `class-${index % 4}`, `${String(index).padStart(3, '0')}.jpg`);
    mkdirSync(join(target, `class-${index % 4}`), { recursive: true });
    await sharp(data, { raw: { width, height, channels: 3 } })
      .resize(500, 375, { fit: 'fill', kernel: 'cubic' })
      .jpeg({ quality: 90 })
      .toFile(name);
  }
}

/** Several processes, each with one worker, at the same time: the sum of their rates. */
async function independentRate(request, processes) {
  const runs = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, [here('own.mjs'), JSON.stringify({ ...request, workers: 1 })]);
    return new Promise((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (text) => (output += text));
      child.on('close', (code) =>
        code === 0 ? resolve(Number(output)) : reject(new Error(`exit code ${code}`)),
      );
    });
  });
  return (await Promise.all(runs)).reduce((sum, rate) => sum + rate, 0);
}

/** Memory of the process while ten thousand batches are read. */
async function memoryOverBatches(total) {
  const marks = {};
  const request = {
    kind: 'cifar',
    source: here('../../tools/cifar10-sample'),
    workers: 1,
    batch: 16,
    batches: total,
  };
  await ownRate(request, (read) => {
    if (read % (total / 5) === 0) marks[read] = Math.round(process.memoryUsage().rss / 2 ** 20);
  });
  return marks;
}

const jpegFolder = join(folder, 'jpegs');
await writeJpegs(jpegFolder);
const sources = {
  cifar: { own: here('../../tools/cifar10-sample'), peer: raw },
  jpeg: { own: jpegFolder, peer: jpegFolder },
};
const peer = await startPeer({ name: 'pipeline', folder: here('.'), python: options.python });
const rows = [];
for (const kind of ['cifar', 'jpeg']) {
  const { batch, own, peer: peerBatches } = batches[kind];
  for (const workers of [1, 2]) {
    const rates = { ours: [], torchvision: [], independent: [] };
    const request = { kind, source: sources[kind].own, workers, batch, batches: own };
    for (let repeat = 0; repeat < repeats; repeat++) {
      rates.ours.push(await ownRate(request));
      rates.torchvision.push(
        await peer.ask({ kind, source: sources[kind].peer, workers, batch, batches: peerBatches }),
      );
      if (workers > 1) rates.independent.push(await independentRate(request, workers));
    }
    const row = { kind, workers, ours: summary(rates.ours), torchvision: summary(rates.torchvision) };
    row.ratio = Number((row.ours.median / row.torchvision.median).toPrecision(3));
    if (workers > 1) {
      row.independentProcesses = summary(rates.independent);
      row.shareOfIndependent = Number((row.ours.median / row.independentProcesses.median).toPrecision(3));
    }
    rows.push(row);
    const { ours, torchvision, ratio, shareOfIndependent = '' } = row;
    console.log(kind, `${workers} workers`, ours.median, torchvision.median, `${ratio}×`, shareOfIndependent);
  }
}
peer.stop();
const memoryMiB = await memoryOverBatches(10_000);
console.log('memory in MiB after so many batches:', memoryMiB);
rmSync(folder, { recursive: true, force: true });
writeResults('pipeline', {
  ...describeMachine(),
  note: options.note,
  versions: { node: process.versions.node, ...peer.versions },
  method: { repeats, unit: 'images per second, three views each', severity: 3, ops: 9, width: 3, batches },
  rows,
  memoryMiB,
});
