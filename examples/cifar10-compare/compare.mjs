// npm run compare: trains one network per method with the same budget, one after the other, judges each on clean and corrupted
// images, and makes a table of them. Stopped or killed, it goes on where it was when it is started again.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { loadRun } from '@augmix/core/node';
import { createFirstPartyRegistry } from 'augmix';
import { comparisonTable } from './table.mjs';

/** In the order of the table; each is a config. */
const methods = ['none', 'standard', 'cutout', 'mixup', 'cutmix', 'autoaugment', 'augmix-no-jsd', 'augmix'];
/** What a method may choose; everything else is the budget, which all share. */
const choices = ['transforms', 'augmentation', 'batchAugmentation', 'views', 'loss'];

const usage = `node compare.mjs [options]
  --epochs N          passes over the training images (default: that of the configs)
  --images N          test images to judge on, clean and with each corruption (default: 1000)
  --max-minutes M     stop after this long; the same command goes on
  --methods A,B       ${methods.join(', ')} (default: all)
  --set PATH=VALUE    another setting for every run, such as model.widen=2 (repeatable)
  --out FOLDER        default: runs/cifar10-compare
  --fresh             remove what is there and begin anew`;

const augmix = join(
  dirname(createRequire(import.meta.url).resolve('augmix/package.json')),
  'bin',
  'augmix.js',
);
const configOf = (method) => fileURLToPath(new URL(`configs/${method}.yaml`, import.meta.url));

function readOptions() {
  const { values } = parseArgs({
    options: {
      epochs: { type: 'string' },
      images: { type: 'string', default: '1000' },
      'max-minutes': { type: 'string', default: 'Infinity' },
      methods: { type: 'string', default: methods.join(',') },
      set: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: join('runs', 'cifar10-compare') },
      fresh: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values['max-minutes']);
  const images = Number(values.images);
  const chosen = values.methods.split(',');
  if (!(minutes > 0)) throw new Error(`--max-minutes is ${values['max-minutes']}; expected a number above 0`);
  if (!(Number.isInteger(images) && images > 0))
    throw new Error(`--images is ${values.images}; expected a whole number above 0`);
  const unknown = chosen.find((method) => !methods.includes(method));
  if (unknown !== undefined) throw new Error(`--methods names "${unknown}"; there are ${methods.join(', ')}`);
  const overrides = [...values.set, ...(values.epochs ? [`trainer.epochs=${values.epochs}`] : [])];
  return {
    ...values,
    minutes,
    images,
    overrides,
    chosen: methods.filter((method) => chosen.includes(method)),
  };
}

/** Runs the command line; resolves to its exit code. */
function run(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [augmix, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ? 130 : code));
  });
}

/** As `run`, for what must not fail: the command has said in its own words what was wrong. */
async function mustRun(...args) {
  const code = await run(...args);
  if (code !== 0) process.exit(code);
}

const readJson = async (...path) => {
  try {
    return JSON.parse(await readFile(join(...path), 'utf8'));
  } catch {
    return undefined;
  }
};

/** A resolved config as it is found in files. The backend is chosen from outside and is nothing that a method chooses. */
const plain = ({ backend: _, ...config }) => JSON.parse(JSON.stringify(config));

/** The results of a run that was trained to its end with this config and judged on this many images. */
async function finishedResults(folder, config, images) {
  const results = await readJson(folder, 'results.json');
  const judged = results?.models?.[0].run;
  const isJudged = results?.data?.corruptions !== undefined && results.data.images === images;
  return isJudged && isDeepStrictEqual(plain(judged.config), plain(config)) ? results : undefined;
}

async function isTrained(folder) {
  const index = await readJson(folder, 'checkpoints', 'index.json');
  const state = index && (await readJson(folder, 'checkpoints', index.latest, 'state.json'));
  return state !== undefined && state.step === state.totalSteps;
}

/** The configs of the methods, resolved; they must differ in nothing but what a method may choose. */
async function loadConfigs(chosen, overrides) {
  const configs = new Map();
  for (const method of chosen) {
    const { config } = await loadRun(createFirstPartyRegistry(), configOf(method), overrides);
    configs.set(method, config);
  }
  const budgetOf = (config) =>
    Object.fromEntries(Object.entries(config).filter(([key]) => !choices.includes(key)));
  const [[first, reference], ...others] = configs;
  for (const [method, config] of others) {
    if (isDeepStrictEqual(budgetOf(config), budgetOf(reference))) continue;
    throw new Error(`${configOf(method)} gives another budget than ${configOf(first)}`);
  }
  return configs;
}

async function compare({ chosen, overrides, images, minutes, out, fresh }) {
  const end = performance.now() + minutes * 60_000;
  const configs = await loadConfigs(chosen, overrides);
  if (fresh) await rm(out, { recursive: true, force: true });
  const all = new Map();
  for (const [method, config] of configs) {
    const folder = join(out, method);
    let results = await finishedResults(folder, config, images);
    if (!results) {
      const left = (end - performance.now()) / 60_000;
      if (left <= 0) break;
      console.error(`\n${method}: ${all.size + 1} of ${configs.size}`);
      const settings = overrides.flatMap((override) => ['--set', override]);
      const limit = Number.isFinite(left) ? ['--max-minutes', left.toFixed(3)] : [];
      await mustRun(
        'train',
        configOf(method),
        '--out',
        folder,
        '--resume',
        '--no-eval',
        ...limit,
        ...settings,
      );
      if (!(await isTrained(folder))) break;
      await mustRun('eval', folder, '--images', String(images), '--perturbations', 'none');
      results = await readJson(folder, 'results.json');
    }
    all.set(method, results);
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'table.md'), comparisonTable(all));
  }
  if (all.size > 0) console.log(await readFile(join(out, 'table.md'), 'utf8'));
  if (all.size < configs.size) {
    console.log(`${all.size} of ${configs.size} methods are done; the same command goes on.`);
  }
}

try {
  if (process.argv.includes('--help')) console.log(usage);
  else await compare(readOptions());
} catch (error) {
  // Errors of the command line say code, place and what was expected.
  console.error(error.toLine?.() ?? error.message);
  process.exit(2);
}
