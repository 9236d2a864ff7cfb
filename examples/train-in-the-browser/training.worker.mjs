// The training itself, in a worker, so that the page stays responsive. It is told what to train and tells how it goes.
import { startWasmBackend } from '@augmix/backend-wasm';
import { jensenShannon } from '@augmix/losses';
import { renderClean } from '@augmix/mixing';
import { wideResnet } from '@augmix/models';
import { cosine, sgd, trainingStep } from '@augmix/trainer/step';
import * as tf from '@tensorflow/tfjs-core';
import { imageLength, loadImages, makeBatch, normalization, shuffled, views } from './batches.mjs';

const classes = 10;
const shape = { height: 32, width: 32, channels: 3 };
const seed = 1;

/** Share of images whose class has the highest logit. */
async function accuracy(model, records) {
  const images = new Float32Array(records.length * imageLength);
  for (const [place, { image }] of records.entries()) {
    renderClean(image, normalization, images.subarray(place * imageLength, (place + 1) * imageLength));
  }
  const best = tf.tidy(() =>
    tf.argMax(model.apply(tf.tensor4d(images, [records.length, 32, 32, 3]), { training: false }), 1),
  );
  const found = await best.data();
  best.dispose();
  return records.filter(({ label }, place) => label === found[place]).length / records.length;
}

async function train({ network, steps, batchSize, learningRate }) {
  const backend = await startWasmBackend({ wasmPaths: new URL('wasm/', self.location.href).href });
  const [records, held] = await Promise.all(['train.bin', 'test.bin'].map((name) => loadImages(name)));
  const model = wideResnet(network).build({ inputShape: [32, 32, 3], classes, seed });
  const parts = {
    model,
    loss: jensenShannon({ weight: 12 }),
    optimizer: sgd({ learningRate }),
    views,
    classes,
    shape,
  };
  const schedule = cosine();
  const parameters = model.trainableWeights.reduce((sum, weight) => sum + weight.read().size, 0);
  const before = await accuracy(model, held);
  postMessage({ kind: 'start', backend, parameters, images: records.length, held: held.length, before });

  const perEpoch = Math.floor(records.length / batchSize);
  if (perEpoch === 0) throw new Error(`a batch of ${batchSize} needs more than ${records.length} images`);
  let order;
  for (let step = 0; step < steps; step++) {
    const epoch = Math.floor(step / perEpoch);
    const place = (step % perEpoch) * batchSize;
    if (place === 0) order = shuffled(records.length, seed, epoch);
    const start = performance.now();
    const batch = makeBatch(records, order.subarray(place, place + batchSize), seed, epoch);
    const augmented = performance.now();
    const loss = await trainingStep(parts, batch, step, schedule.rate(step, steps, learningRate));
    const times = { augment: augmented - start, train: performance.now() - augmented };
    postMessage({ kind: 'step', step: step + 1, steps, epoch: epoch + 1, loss, batchSize, times });
    if (step === 0) postMessage({ kind: 'views', images: batch.images, count: batchSize });
  }
  postMessage({ kind: 'end', after: await accuracy(model, held) });
}

self.addEventListener('message', ({ data }) =>
  train(data).catch((error) => postMessage({ kind: 'error', message: error.message })),
);
