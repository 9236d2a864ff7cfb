// Examples a second of a training step with the Jensen–Shannon loss and of inference, beside PyTorch, in turns.
// node benchmarks/train/run.mjs [--quick] [--only <network>] [--profile] [--backend <type>]
//   [--clock processor] [--threads 1] [--python <interpreter with the requirements>] [--note <text>]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeMachine, summary, writeResults } from '../results.mjs';
import { startAll, startOwn } from './contenders.mjs';
import { networks } from './networks.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'boolean', default: false },
    backend: { type: 'string', default: 'wasm' },
    clock: { type: 'string', default: 'wall' },
    threads: { type: 'string' },
    python: { type: 'string' },
    note: { type: 'string' },
  },
});

// Three views an example in training, one in inference.
const batches = { train: 64, inference: 128 };
const plan = {
  quickstart: { rounds: 7, seconds: 0.4 },
  'WRN-16-1': { rounds: 5, seconds: 0.8 },
  'WRN-40-2': { rounds: 3, seconds: 0 },
};
const settings = (network) => (options.quick ? { rounds: 1, seconds: 0 } : plan[network]);
// Small networks first: what a process has taken in memory it keeps.
const chosen = Object.keys(plan).filter((name) => options.only === undefined || name === options.only);
if (chosen.length === 0) {
  console.error(`there is no network "${options.only}"; known: ${Object.keys(plan).join(', ')}`);
  process.exit(2);
}

if (options.profile) {
  await printProfiles();
  process.exit();
}

const folder = mkdtempSync(join(tmpdir(), 'train-'));
const { started, leftOut } = await startAll({ python: options.python, threads: options.threads });
for (const [name, reason] of Object.entries(leftOut)) console.log(`without ${name}: ${reason}`);
const rows = [];
for (const network of chosen) {
  await openNetwork(network);
  // Before training has changed the weights, everybody must predict the same.
  for (const mode of ['inference', 'train']) rows.push(...(await measureMode(network, mode)));
}
for (const { server } of started) server.stop();
rmSync(folder, { recursive: true, force: true });

if (options.quick || options.only) console.log('a part or a quick run: results are not written');
else {
  writeResults('train', {
    ...describeMachine(),
    note: options.note,
    versions: versionsOf(started),
    method: {
      unit: 'examples per second',
      clock: options.clock,
      batches,
      views: { train: 3, inference: 1 },
      plan,
    },
    leftOut,
    rows,
  });
}

/** Of all processes; what else a backend says of itself is in the table. */
function versionsOf(processes) {
  const all = Object.assign({}, ...processes.map(({ server }) => server.versions));
  const others = ['simd', 'threads', 'device'];
  return Object.fromEntries(Object.entries(all).filter(([name]) => !others.includes(name)));
}

/** One network in every process, with the weights of the first. */
async function openNetwork(name) {
  const network = networks[name];
  const file = { weights: join(folder, `${name}.f32`), onnx: join(folder, `${name}.onnx`) };
  const counts = [];
  let weights;
  for (const { server, reads } of started) {
    const { parameters } = await server.request({
      do: 'open',
      network,
      batch: batches.train,
      weights,
      file: file[reads],
    });
    if (parameters !== undefined) counts.push(parameters);
    if (weights !== undefined) continue;
    ({ weights } = await server.request({ do: 'save', file: file.weights }));
    await server.request({ do: 'onnx', file: file.onnx });
  }
  if (new Set(counts).size > 1) throw new Error(`${name} has ${counts.join(', ')} parameters`);
  console.log(`\n${name}: ${counts[0].toLocaleString('en')} parameters`);
}

/** Rates of all contenders, who take turns. */
async function measureMode(network, mode) {
  const { rounds, seconds } = settings(network);
  const contenders = started.flatMap(({ server, contenders }) =>
    contenders.filter(({ modes }) => modes.includes(mode)).map((each) => ({ ...each, server, rates: [] })),
  );
  const ask = ({ server, ask, threads }, time) => {
    // Threads that wait for each other use the processor too.
    const clock = threads === 1 ? options.clock : 'wall';
    return server.request({ do: 'run', mode, batch: batches[mode], seconds: time, clock, ...ask });
  };
  await warmUp(contenders, ask, seconds, mode);
  for (let round = 0; round < rounds; round++) {
    // Nobody always comes after the same neighbour.
    const turned = [
      ...contenders.slice(round % contenders.length),
      ...contenders.slice(0, round % contenders.length),
    ];
    for (const contender of turned) {
      if (contender.isSlow && seconds === 0 && round > 0) continue;
      // Threads that wait for work spin for a moment after a call.
      await pause(100);
      if (!contender.failure) contender.rates.push((await ask(contender, seconds)).rate);
    }
  }
  return compare(network, mode, contenders);
}

/** The same weights and images must give the same value everywhere before anything is timed. */
async function warmUp(contenders, ask, seconds, mode) {
  const first = new Map();
  for (const contender of contenders) {
    const { last } = await ask(contender, 0).catch(({ message }) => {
      contender.failure = message.split('\n')[0];
      return {};
    });
    if (contender.failure) {
      console.log(`  ${contender.label} gives up: ${contender.failure}`);
      continue;
    }
    const key = contender.ask?.layout ?? contender.name;
    if (!first.has(key)) first.set(key, last);
    // Engines compile what is often used; big networks have done that by the end of a step.
    if (seconds > 0 && !contender.isSlow) await ask(contender, options.quick ? 0 : 1);
  }
  const values = [...first.values()];
  const tolerance = 2e-3 * Math.max(1, Math.abs(values[0]));
  if (values.some((value) => !(Math.abs(value - values[0]) < tolerance))) {
    throw new Error(`${mode} differs: ${JSON.stringify(Object.fromEntries(first))}`);
  }
}

function compare(network, mode, contenders) {
  const measured = contenders.map(({ name, label, threads, rates, failure }) => {
    const about = { network, mode, contender: name, label, threads };
    return failure ? { ...about, failure } : { ...about, rate: summary(rates) };
  });
  const rateOf = (name) => measured.find(({ contender }) => contender === name)?.rate?.median;
  const ratio = (rate, to) => Number((rate / to).toPrecision(3));
  for (const row of measured) {
    if (row.failure) continue;
    // Times of two clocks cannot be compared.
    if (rateOf('pytorch-default-1') && (row.threads === 1 || options.clock === 'wall')) {
      row.toPytorchOneThread = ratio(row.rate.median, rateOf('pytorch-default-1'));
    }
    row.toPytorchSameThreads = ratio(row.rate.median, rateOf(`pytorch-default-${row.threads}`));
  }
  console.log(`${mode}, batch ${batches[mode]}`);
  for (const { label, threads, rate, toPytorchOneThread, toPytorchSameThreads } of measured) {
    if (!rate) continue;
    console.log(
      `  ${label.padEnd(56)} ${threads} thread${threads > 1 ? 's' : ' '} ${String(rate.median).padStart(8)} ` +
        `(${rate.low}–${rate.high})  ${toPytorchOneThread ?? '–'}×  ${toPytorchSameThreads}×`,
    );
  }
  return measured;
}

/** Where the time of a step goes on one backend. */
async function printProfiles() {
  const server = await startOwn(
    JSON.parse(options.backend.startsWith('{') ? options.backend : `{"type":"${options.backend}"}`),
  );
  for (const network of chosen) {
    await server.request({ do: 'open', network: networks[network] });
    for (const mode of ['train', 'inference']) {
      const request = { do: 'profile', mode, batch: batches[mode], steps: options.quick ? 1 : 3 };
      const { total, kernels } = await server.request(request);
      console.log(`\n${network}, ${mode}, batch ${batches[mode]}: ${total.toFixed(1)} ms`);
      for (const { kernel, calls, milliseconds } of kernels) {
        const share = `${((100 * milliseconds) / total).toFixed(1)} %`;
        console.log(
          `  ${milliseconds.toFixed(1).padStart(8)} ms ${share.padStart(7)} ${String(calls).padStart(5)}× ${kernel}`,
        );
      }
    }
  }
  server.stop();
}
