// Corruptions per second, @augmix/corruptions against the Python package imagecorruptions, in turns.
// node benchmarks/corruptions/run.mjs [--module <a build of @augmix/corruptions>] [--note <text for the results>]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startPeer } from '../peer.mjs';

const { values: options } = parseArgs({
  options: { module: { type: 'string' }, note: { type: 'string' }, python: { type: 'string' } },
});
const source = options.module ? pathToFileURL(resolve(options.module)).href : '@augmix/corruptions';
const { corruptionNames, corruptionStream, createCorruption } = await import(source);

const severity = 3;
const repeats = 7;
const secondsEach = 0.12;
const secondsOfWarmUp = 0.25;
/** The two compute different things, so their rates are shown but not averaged. */
const differing = ['elastic_transform'];
/** The Python package knows ImageNet's settings only, at any size; CIFAR's have no counterpart there. */
const settings = [
  { size: 224, preset: 'imagenet', hasPeer: true },
  { size: 32, preset: 'imagenet', hasPeer: true },
  { size: 32, preset: 'cifar', hasPeer: false },
];

/** Smooth waves with noise on them, so that no filter, encoder or loop has it too easy. */
function testImage(size) {
  const data = new Uint8Array(size * size * 3);
  let state = 1;
  for (let index = 0; index < data.length; index++) {
    const pixel = Math.floor(index / 3);
    const wave = Math.sin((pixel % size) / 17) * Math.cos(Math.floor(pixel / size) / 23);
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    data[index] = 100 + 70 * wave + (state >>> 27) + 10 * (index % 3);
  }
  return { width: size, height: size, channels: 3, data };
}

function ownRate(name, preset, image, seconds) {
  const corruption = createCorruption(name, { preset });
  const start = performance.now();
  let elapsed = 0;
  let count = 0;
  for (; elapsed < seconds; elapsed = (performance.now() - start) / 1000) {
    const stream = corruptionStream({ seed: 1, corruption: name, severity, index: count++ });
    corruption.apply(image, corruption.sample(stream, severity, image));
  }
  return count / elapsed;
}

function summary(rates) {
  const sorted = rates.toSorted((a, b) => a - b);
  const round = (rate) => Number(rate.toPrecision(4));
  const [low, median, high] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map(round);
  return { median, low, high };
}

const geometricMean = (ratios) =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);

async function measure(peer, name, { size, preset, hasPeer }, folder) {
  const image = testImage(size);
  const file = join(folder, `${size}.rgb`);
  writeFileSync(file, image.data);
  const ask = (seconds) => peer.ask({ name, size, image: file, seconds });
  const ours = [];
  const theirs = [];
  ownRate(name, preset, image, secondsOfWarmUp);
  if (hasPeer) await ask(secondsOfWarmUp);
  for (let repeat = 0; repeat < repeats; repeat++) {
    ours.push(ownRate(name, preset, image, secondsEach));
    if (hasPeer) theirs.push(await ask(secondsEach));
  }
  const own = summary(ours);
  if (!hasPeer) return { name, ours: own };
  const other = summary(theirs);
  return { name, ours: own, python: other, ratio: Number((own.median / other.median).toPrecision(3)) };
}

function show({ name, ours, python, ratio }) {
  const column = ({ median, low, high }) =>
    `${String(Math.round(median)).padStart(7)} ±${String(Math.round((50 * (high - low)) / median)).padStart(2)} %`;
  const peerColumns = python ? `${column(python)} ${ratio.toFixed(2).padStart(7)}×` : '';
  console.log(`${name.padEnd(18)} ${column(ours)} ${peerColumns}`);
}

const folder = mkdtempSync(join(tmpdir(), 'corruptions-'));
const peer = await startPeer({ name: 'corruptions', folder: import.meta.dirname, python: options.python });
const results = [];
for (const setting of settings) {
  const { size, preset, hasPeer } = setting;
  console.log(`\n${size}×${size}, ${preset}, severity ${severity}; images a second, ± half the range`);
  const rows = [];
  for (const name of [...corruptionNames.common, ...corruptionNames.extra]) {
    const row = await measure(peer, name, setting, folder);
    rows.push(row);
    show(row);
  }
  const ratios = rows.filter(({ name }) => hasPeer && !differing.includes(name)).map(({ ratio }) => ratio);
  const mean = hasPeer ? Number(geometricMean(ratios).toPrecision(3)) : undefined;
  if (hasPeer) console.log(`geometric mean of the ratios, without ${differing.join(', ')}: ${mean}×`);
  results.push({ size, preset, geometricMean: mean, rows });
}
peer.stop();
rmSync(folder, { recursive: true });

const output = fileURLToPath(new URL('../results/corruptions.json', import.meta.url));
const git = (...words) => execFileSync('git', words, { encoding: 'utf8', cwd: import.meta.dirname }).trim();
const report = {
  date: new Date().toISOString().slice(0, 10),
  commit: git('rev-parse', '--short', 'HEAD'),
  note: options.note,
  machine: {
    processor: cpus()[0].model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage: loadavg().map((load) => Number(load.toFixed(1))),
  },
  versions: { node: process.versions.node, ...peer.versions },
  method: { severity, repeats, secondsEach, secondsOfWarmUp, threads: 1, unit: 'images per second' },
  excludedFromMean: differing,
  results,
};
mkdirSync(new URL('../results/', import.meta.url), { recursive: true });
writeFileSync(output, `${JSON.stringify(report, null, 2)}\n`);
