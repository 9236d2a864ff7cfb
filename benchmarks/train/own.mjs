// Our models, losses and optimizer on one backend of TensorFlow.js: node own.mjs '<backend>' [<replicas>], a JSON reference
// such as {"type": "wasm", "winograd": false}; "stock-wasm" is tfjs-backend-wasm without our kernels.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { jensenShannon } from '@augmix/losses';
import { wideResnet } from '@augmix/models';
import { resolveLoaded } from '@augmix/core/node';
import { ReplicaGroup, sgd, trainingStep } from '@augmix/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { networkToOnnx } from '../../examples/judge-an-onnx-model/network-to-onnx.mjs';
import { registerComposedGradients } from '../../examples/plain-tfjs-model/composed-gradients.mjs';
import { profileKernels } from './kernel-profile.mjs';
import { examples } from './examples.mjs';
import { measure, serve } from './server.mjs';

async function startStockWasm() {
  const { setWasmPaths, version_wasm: version } = await import('@tensorflow/tfjs-backend-wasm');
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(join(dirname(manifest), 'dist') + sep);
  registerComposedGradients('wasm');
  await tf.setBackend('wasm');
  return { 'tfjs-backend-wasm': version };
}

const reference = JSON.parse(process.argv[2]);
const replicas = Number(process.argv[3] ?? 1);

async function start() {
  if (reference.type === 'stock-wasm') return startStockWasm();
  const { createFirstPartyRegistry } = await import('augmix');
  const backend = await createFirstPartyRegistry().create('backend', reference, { folder: '.' });
  await backend.start();
  return backend.describe();
}

const shape = { height: 32, width: 32, channels: 3 };
const classes = 10;
// Small enough for noise that is learnt by heart.
const learningRate = 0.01;
const views = 3;
let opened;

/** Builds a network anew; the one before is gone. */
async function open(network, batch) {
  await opened?.group?.close();
  opened?.parts.optimizer.dispose();
  opened?.parts.model.dispose();
  const model = wideResnet(network).build({ inputShape: [32, 32, 3], classes, seed: 1 });
  const parts = { model, optimizer: sgd(), loss: jensenShannon(), views, classes, shape };
  const group = replicas > 1 ? await openReplicas(network, batch, parts) : undefined;
  opened = { parts, group, step: 0 };
  return { parameters: model.trainableWeights.reduce((sum, weight) => sum + weight.read().size, 0) };
}

/** Threads that train along, as a run's config makes them. */
async function openReplicas(network, batchSize, parts) {
  const { createFirstPartyRegistry } = await import('augmix');
  const config = {
    backend: reference,
    dataset: 'cifar10',
    loss: 'jensen-shannon',
    model: { type: 'wide-resnet', ...network },
    trainer: { batchSize, replicas },
  };
  const group = new ReplicaGroup(
    await resolveLoaded(createFirstPartyRegistry(), config, '.'),
    parts,
    replicas,
  );
  await group.started();
  return group;
}

/** Everything that is trained, by name, as one file of float32. */
async function save(file) {
  const weights = opened.parts.model.trainableWeights;
  const values = await Promise.all(weights.map((weight) => weight.read().data()));
  await writeFile(file, Buffer.concat(values.map((list) => Buffer.from(Float32Array.from(list).buffer))));
  return { weights: weights.map(({ originalName, shape }) => ({ name: originalName, shape })) };
}

async function trainOnce(count) {
  const batch = { ...examples(views * count, count), count };
  const { parts, group } = opened;
  const step = opened.step++;
  return group ? group.step(batch, step, learningRate) : trainingStep(parts, batch, step, learningRate);
}

async function inferOnce(batch) {
  const { images } = examples(batch, 0);
  const logits = tf.tidy(() => opened.parts.model.apply(tf.tensor4d(images, [batch, 32, 32, 3])));
  const [first] = await logits.data();
  logits.dispose();
  return first;
}

const once = { train: trainOnce, inference: inferOnce };

const answers = {
  open: ({ network, batch }) => open(network, batch),
  save: ({ file }) => save(file),
  onnx: async ({ file }) => void (await writeFile(file, await networkToOnnx(opened.parts.model))),
  run: ({ mode, batch, ...how }) => measure(() => once[mode](batch), batch, how),
  profile: ({ mode, batch, steps }) => profileKernels(() => once[mode](batch), steps),
};

const prepare = async () => {
  const described = await start();
  return { node: process.versions.node, tfjs: tf.version_core, ...described };
};
await serve(prepare, async (request) => ({ ...(await answers[request.do](request)) }));
