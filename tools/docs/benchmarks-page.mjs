// The page of measured speeds, from what the benchmarks wrote.
import { existsSync, readFileSync } from 'node:fs';
import { notice, table } from './markdown.mjs';

const results = new URL('../../benchmarks/results/', import.meta.url);

function read(name) {
  const file = new URL(`${name}.json`, results);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const whole = (number) => Math.round(number).toLocaleString('en');
const rate = ({ median, low, high }) => `${whole(median)} (${whole(low)}–${whole(high)})`;
const times = (ratio) => (ratio === undefined ? '' : `${ratio}×`);

/** When and where, in a sentence. */
function measured({ date, commit, machine, versions }) {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const { processor, cores, memoryGiB, loadAverage } = machine;
  return `Measured on ${date} (commit ${commit}): ${processor}, ${cores} cores, ${memoryGiB} GiB, load average ${loadAverage[0]}; ${list.join(', ')}.\n\n`;
}

function viewsSection({ results: { views, ops } }) {
  const names = {
    kernels: 'AugMix for TypeScript',
    typescript: 'the same without kernels',
    official: 'official path (Pillow and PyTorch)',
    numpy: 'official NumPy function',
    torchvision: "torchvision's AugMix",
    timm: "timm's AugMix",
    copy: 'reading and writing the bytes once',
  };
  const isMeasured = ([key]) => views.rows.every(({ rates }) => rates[key]);
  const rows = Object.entries(names)
    .filter(isMeasured)
    .map(([key, name]) => [
      name,
      ...views.rows.flatMap(({ rates }) => [
        rate(rates[key]),
        times(Number((rates[key].median / rates.official.median).toPrecision(3))),
      ]),
    ]);
  const head = [
    'images a second',
    ...views.rows.flatMap(({ size }) => [`${size}×${size}`, 'to the official path']),
  ];
  return (
    '## AugMix views, one thread\n\n' +
    'From an 8-bit image and a random stream to a normalised float32 view; severity 3, nine ops, width 3.\n\n' +
    table(head, rows) +
    measured(views) +
    (ops ? opsTable(ops) : '')
  );
}

function opsTable({ rows, ...about }) {
  const micro = (time) => time.toPrecision(3);
  const sizes = [...new Set(rows.map(({ size }) => size))];
  const names = [...new Set(rows.map(({ op }) => op))];
  const cells = names.map((op) => [
    `\`${op}\``,
    ...sizes.flatMap((size) => {
      const { microseconds } = rows.find((row) => row.op === op && row.size === size);
      return [micro(microseconds.typescript), micro(microseconds.kernels), micro(microseconds.pillow)];
    }),
  ]);
  const head = ['op, µs an image', ...sizes.flatMap((size) => [`${size}: TypeScript`, 'kernels', 'Pillow'])];
  return `### Ops alone\n\n${table(head, cells)}${measured(about)}`;
}

function corruptionsSection({ results: settings, excludedFromMean, ...about }) {
  const parts = settings.map(({ size, preset, geometricMean, rows }) => {
    const hasPeer = rows.some(({ python }) => python);
    const head = ['images a second', 'ours', ...(hasPeer ? ['imagecorruptions-imaug', 'ratio'] : [])];
    const cells = rows.map(({ name, ours, python, ratio }) => [
      `\`${name}\``,
      rate(ours),
      ...(hasPeer ? [rate(python), times(ratio)] : []),
    ]);
    const mean = hasPeer
      ? `Geometric mean without ${excludedFromMean.join(', ')}: ${geometricMean}×.\n\n`
      : '';
    return `### ${size}×${size}, preset ${preset}\n\n${table(head, cells)}${mean}`;
  });
  return `## Corruptions, one thread\n\nSeverity 3.\n\n${parts.join('')}${measured(about)}`;
}

function pipelineSection({ rows, memoryMiB, ...about }) {
  const cells = rows.map(({ kind, workers, ours, torchvision, ratio, shareOfIndependent }) => [
    kind === 'cifar' ? 'CIFAR-10, 32×32' : 'JPEG files of 500×375, cut to 224×224',
    workers,
    rate(ours),
    rate(torchvision),
    times(ratio),
    shareOfIndependent ?? '',
  ]);
  const head = ['images', 'workers', 'ours', 'torchvision', 'ratio', 'to two processes'];
  const marks = Object.entries(memoryMiB).map(
    ([batches, mib]) => `${mib} MiB after ${whole(Number(batches))}`,
  );
  return (
    '## Pipeline\n\n' +
    'Read, flip and crop, one clean and two AugMix views, normalise. Images a second; each gives three views.\n\n' +
    table(head, cells) +
    `Memory while batches are read: ${marks.join(', ')}.\n\n` +
    measured(about)
  );
}

function browserSection({ rows, ...about }) {
  const cells = rows.map(({ size, browser, node, ratio, hasSameBytes }) => [
    `${size}×${size}`,
    whole(browser),
    whole(node),
    times(ratio),
    hasSameBytes ? 'the same' : 'OTHERS',
  ]);
  const head = ['views a second', 'Chromium', 'Node', 'ratio', 'bytes'];
  return `## In a browser\n\n${table(head, cells)}${measured(about)}`;
}

function trainSection({ rows, method: { batches, clock }, leftOut, ...about }) {
  const networks = [...new Set(rows.map(({ network }) => network))];
  const contenders = [...new Set(rows.map(({ contender }) => contender))];
  const digits = ({ median, low, high }) =>
    median < 100
      ? `${median.toPrecision(3)} (${low.toPrecision(3)}–${high.toPrecision(3)})`
      : rate({ median, low, high });
  const part = (mode, title) => {
    const cells = contenders.flatMap((name) => {
      const own = rows.filter(({ contender, mode: other }) => contender === name && other === mode);
      if (own.length === 0) return [];
      const { label, threads } = own[0];
      const columns = networks.flatMap((network) => {
        const row = own.find((each) => each.network === network);
        return row?.rate ? [digits(row.rate), times(row.toPytorchSameThreads)] : ['fails', ''];
      });
      return [[label, threads, ...columns]];
    });
    const head = ['examples a second', 'threads', ...networks.flatMap((network) => [network, 'to PyTorch'])];
    return `### ${title}\n\n${table(head, cells)}`;
  };
  const missing = Object.keys(leftOut);
  return (
    '## Training and inference\n\n' +
    'Networks for 32×32 images. Ratios are to PyTorch in its default memory layout on as many threads.' +
    (clock === 'processor' ? ' Those with one thread are measured in time of the processor.' : '') +
    '\n\n' +
    part('train', `A step with the Jensen–Shannon loss, batch ${batches.train}, three views of each image`) +
    part('inference', `Inference, batch ${batches.inference}`) +
    (missing.length > 0 ? `Not measured here: ${missing.join(', ')}.\n\n` : '') +
    measured(about)
  );
}

const sections = {
  augment: viewsSection,
  corruptions: corruptionsSection,
  pipeline: pipelineSection,
  browser: browserSection,
  train: trainSection,
};

export function benchmarksPage() {
  const parts = Object.entries(sections).map(([name, section]) => {
    const report = read(name);
    return report ? section(report) : '';
  });
  return (
    `${notice}# Measured speeds\n\n` +
    'Both sides of a comparison run in turns on the same machine; given are the median, and the lowest and highest of the ' +
    'repeats. `npm run bench` measures everything anew, `npm run bench -- pipeline` one part; the README beside each ' +
    'benchmark in `benchmarks/` says how. Where other work ran on the machine (see the load average) rates are lower on ' +
    `both sides, and spreads are wide.\n\n${parts.join('')}`
  );
}
