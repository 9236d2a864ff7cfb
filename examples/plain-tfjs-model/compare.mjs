// The same model and the same code on three backends, each in a process of its own, in turns:
//   node compare.mjs [--rounds N] [--steps N] [--batch N]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '6' },
    batch: { type: 'string', default: '64' },
  },
});
const program = fileURLToPath(new URL('train.mjs', import.meta.url));

const labels = {
  stock: 'tfjs-backend-wasm',
  composed: 'tfjs-backend-wasm, gradients composed from its kernels',
  augmix: '@augmix/backend-wasm',
};

function trainOn(name) {
  const args = [program, name, '--steps', given.steps, '--batch', given.batch];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const outcomes = Object.fromEntries(Object.keys(labels).map((name) => [name, []]));
for (let round = 0; round < Number(given.rounds); round++) {
  for (const name of Object.keys(labels)) outcomes[name].push(trainOn(name));
}
const rates = Object.fromEntries(
  Object.entries(outcomes).map(([name, list]) => [
    name,
    median(list.map((each) => each.examplesPerSecond ?? 0)),
  ]),
);
for (const [name, label] of Object.entries(labels)) {
  const [{ error }] = outcomes[name];
  const result = error
    ? `cannot train it: ${error}`
    : `${rates[name].toFixed(1).padStart(6)} examples a second, ${(rates[name] / rates.composed).toFixed(2)}×`;
  console.log(`${label.padEnd(56)} ${result}`);
}
