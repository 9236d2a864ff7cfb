// AugMix views a second and its ops one by one, against Python, in turns.
// node benchmarks/augment/run.mjs [--only views|variants|ops] [--clock wall|processor]
//   [--python <interpreter with the requirements>] [--note <text>]
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { allAugmixOps } from '@augmix/ops';
import { startPeer } from '../peer.mjs';
import { describeMachine, summary, writeResults } from '../results.mjs';
import {
  cifar,
  copyRate,
  drawnArguments,
  half,
  opRate,
  severity,
  useClock,
  viewRate,
} from './contenders.mjs';
import { cifarImages } from './images.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    clock: { type: 'string', default: 'wall' },
    python: { type: 'string' },
    note: { type: 'string' },
  },
});

const repeats = 9;
const secondsEach = 0.2;
const secondsOfWarmUp = 0.5;
const imageCount = { 32: 128, 224: 32, 512: 8 };
const argumentCount = 64;

const folder = mkdtempSync(join(tmpdir(), 'augment-'));
const { clock, python } = options;
useClock(clock);
const peer = await startPeer({ name: 'augment', folder: import.meta.dirname, python });
const ask = (request) => peer.ask({ ...request, clock });

/** Images of a size, and the file in which Python finds the same. */
const sets = Object.entries(imageCount).map(([size, count]) => {
  const images = cifarImages(count, Number(size));
  const file = join(folder, `${size}.rgb`);
  writeFileSync(file, Buffer.concat(images.map(({ data }) => data)));
  return { size: Number(size), images, request: { images: file, count: images.length, size: Number(size) } };
});
const setOf = (size) => sets.find((set) => set.size === size);

/** Lets all contenders take turns: each is a function of the seconds that it may take, and gives a rate. */
async function race(contenders) {
  const rates = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (const run of Object.values(contenders)) await run(secondsOfWarmUp);
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [name, run] of Object.entries(contenders)) rates[name].push(await run(secondsEach));
  }
  return Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, summary(list)]));
}

const ratioOf = (rates, name, peerName) =>
  Number((rates[name].median / rates[peerName].median).toPrecision(3));

function showRates(title, rates, ratios) {
  console.log(`\n${title}`);
  for (const [name, { median, low, high }] of Object.entries(rates)) {
    const spread = Math.round((50 * (high - low)) / median);
    console.log(`${name.padEnd(12)} ${String(Math.round(median)).padStart(8)} images/s ±${spread} %`);
  }
  for (const [name, ratio] of Object.entries(ratios)) console.log(`${name.padEnd(30)} ${ratio}×`);
}

/** The whole path with the reference's settings for CIFAR, against all peers. */
async function views() {
  const rows = [];
  for (const size of [32, 224]) {
    const { images, request } = setOf(size);
    const own = (form) => (seconds) =>
      viewRate({ form, images, width: 3, ops: 9, normalization: half, seconds });
    const inPython = (path) => (seconds) => ask({ path, ...request, width: 3, ops: 9, seconds });
    const rates = await race({
      kernels: own('kernels'),
      typescript: own('typescript'),
      official: inPython('official'),
      numpy: inPython('numpy'),
      torchvision: inPython('torchvision'),
      timm: inPython('timm'),
      copy: (seconds) => copyRate({ images, seconds }),
    });
    const ratios = Object.fromEntries(
      ['official', 'numpy', 'torchvision', 'timm'].map((name) => [
        `kernels to ${name}`,
        ratioOf(rates, 'kernels', name),
      ]),
    );
    ratios['typescript to official'] = ratioOf(rates, 'typescript', 'official');
    showRates(`${size}×${size}: whole views, width 3, nine ops, severity ${severity}`, rates, ratios);
    rows.push({ size, rates, ratios });
  }
  return rows;
}

/** Other widths, all ops, means and deviations of each channel. */
async function variants() {
  const settings = [1, 2, 4, 5].map((width) => ({ width, ops: 9, normalization: half }));
  settings.push({ width: 3, ops: 13, normalization: half }, { width: 3, ops: 9, normalization: cifar });
  const rows = [];
  for (const size of [32, 224]) {
    const { images, request } = setOf(size);
    for (const { width, ops, normalization } of settings) {
      const rates = await race({
        kernels: (seconds) => viewRate({ form: 'kernels', images, width, ops, normalization, seconds }),
        official: (seconds) => ask({ path: 'official', ...request, width, ops, seconds }),
      });
      const ratios = { 'kernels to official': ratioOf(rates, 'kernels', 'official') };
      const perChannel = normalization === cifar;
      showRates(
        `${size}×${size}: width ${width}, ${ops} ops${perChannel ? ', mean and std per channel' : ''}`,
        rates,
        ratios,
      );
      rows.push({ size, width, ops, perChannel, rates, ratios });
    }
  }
  return rows;
}

/** Each op alone, with arguments as drawn for this severity; microseconds an image. */
async function ops() {
  const rows = [];
  for (const size of [32, 224, 512]) {
    const { images, request } = setOf(size);
    console.log(`\n${size}×${size}: µs an image     kernels  TypeScript     Pillow   ratio`);
    for (const op of allAugmixOps()) {
      const drawn = drawnArguments(op, argumentCount, { width: size, height: size });
      const own = (form) => (seconds) => opRate({ form, op, images, drawn, seconds });
      const lists = drawn.map(({ fill: _fill, interpolation: _interpolation, ...rest }) =>
        Object.values(rest),
      );
      const rates = await race({
        kernels: own('kernels'),
        typescript: own('typescript'),
        pillow: (seconds) => ask({ op: op.name, arguments: lists, ...request, seconds }),
      });
      const microseconds = Object.fromEntries(
        Object.entries(rates).map(([name, { median }]) => [name, Number((1e6 / median).toPrecision(3))]),
      );
      const ratio = ratioOf(rates, 'kernels', 'pillow');
      const columns = Object.values(microseconds).map((time) => String(time).padStart(11));
      console.log(`${op.name.padEnd(20)}${columns.join('')} ${String(ratio).padStart(7)}×`);
      rows.push({ size, op: op.name, microseconds, rates, ratio });
    }
  }
  return rows;
}

const parts = { views, variants, ops };
if (options.only !== undefined && !(options.only in parts)) {
  console.error(`--only is ${options.only}; expected ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
// What is not measured now stays as it was.
const former = fileURLToPath(new URL('../results/augment.json', import.meta.url));
const results = existsSync(former) ? JSON.parse(readFileSync(former, 'utf8')).results : {};
const names = options.only === undefined ? Object.keys(parts) : [options.only];
for (const name of names) {
  const about = describeMachine();
  const versions = { node: process.versions.node, ...peer.versions };
  results[name] = { ...about, note: options.note, clock, versions, rows: await parts[name]() };
}
peer.stop();
rmSync(folder, { recursive: true });
const method = { severity, repeats, secondsEach, secondsOfWarmUp, threads: 1, unit: 'images per second' };
writeResults('augment', { method, results });
