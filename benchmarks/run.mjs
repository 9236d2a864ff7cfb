// npm run bench [-- <name>... [--<option>...]]: runs the benchmarks, one after the other, and writes
// benchmarks/results/<name>.json. Options are those of the benchmark's own script.
// The Python sides get environments of their own in benchmarks/.venv; about 6 GB are downloaded the first time.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const benchmarks = {
  augment: ['augment/run.mjs'],
  corruptions: ['corruptions/run.mjs'],
  pipeline: ['pipeline/run.mjs'],
  browser: ['browser/run.mjs'],
  train: ['train/run.mjs'],
};
// A part of a benchmark has a name too, and what takes long has to be asked for by its name.
const parts = {
  augmix: ['augment/run.mjs', '--only', 'views'],
  ops: ['augment/run.mjs', '--only', 'ops'],
  winograd: ['winograd/run.mjs'],
};

const known = { ...benchmarks, ...parts };
const given = process.argv.slice(2);
const firstOption = given.findIndex((argument) => argument.startsWith('--'));
const asked = firstOption === -1 ? given : given.slice(0, firstOption);
const options = firstOption === -1 ? [] : given.slice(firstOption);
const unknown = asked.find((name) => !(name in known));
if (unknown !== undefined) {
  console.error(`there is no benchmark "${unknown}"; known: ${Object.keys(known).join(', ')}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  const [script, ...args] = known[name];
  console.log(`\n# ${name}`);
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { status } = spawnSync(process.execPath, [file, ...args, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
