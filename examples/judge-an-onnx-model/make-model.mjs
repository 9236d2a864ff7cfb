// Writes a network as an ONNX file and as a folder of TensorFlow.js, each with the few lines that say how it wants its images:
// the network of a run (--run FOLDER), or else a small residual network with weights drawn from a fixed seed.
//   node make-model.mjs [--run FOLDER] [--out FOLDER]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startWasmBackend } from '@augmix/backend-wasm';
import { toYaml } from '@augmix/core/node';
import { cifar10Classes } from '@augmix/data';
import { serializeModel, wideResnet } from '@augmix/models';
import { networkToOnnx } from './network-to-onnx.mjs';

const { values: given } = parseArgs({ options: { run: { type: 'string' }, out: { type: 'string' } } });
const out = given.out ?? fileURLToPath(new URL('.', import.meta.url));

async function trainedNetwork(run) {
  const { openRun } = await import('@augmix/trainer');
  const { createFirstPartyRegistry } = await import('augmix');
  const { model, config, registry } = await openRun(createFirstPartyRegistry(), run, 'best');
  const { classes, normalization } = await registry.create('dataset', config.dataset, { folder: '.' });
  return { model, normalization: config.normalization ?? normalization, classes };
}

async function freshNetwork() {
  await startWasmBackend();
  const spec = { inputShape: [32, 32, 3], classes: cifar10Classes.length, seed: 1 };
  const model = wideResnet({ depth: 16, widen: 1 }).build(spec);
  return { model, normalization: { mean: [0.5], std: [0.5] }, classes: cifar10Classes };
}

const { model, normalization, classes } = given.run ? await trainedNetwork(given.run) : await freshNetwork();
const description = { ...normalization, classes: [...classes] };

await mkdir(join(out, 'tfjs'), { recursive: true });
await writeFile(join(out, 'network.onnx'), await networkToOnnx(model));
await writeFile(join(out, 'model.yaml'), toYaml({ model: 'network.onnx', ...description }));
for (const [name, data] of Object.entries(await serializeModel(model)))
  await writeFile(join(out, 'tfjs', name), data);
await writeFile(join(out, 'tfjs.yaml'), toYaml({ model: 'tfjs', ...description }));

console.log(
  `${model.name}: ${join(out, 'network.onnx')} and ${join(out, 'tfjs')}, described by model.yaml and tfjs.yaml`,
);
