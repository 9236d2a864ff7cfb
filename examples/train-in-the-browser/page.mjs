// What the page shows of the training in the worker.
import { drawLossCurve } from './loss-curve.mjs';

const networks = {
  small: { depth: 10, widen: 1, stemStride: 2 },
  'WRN-16-1': { depth: 16, widen: 1 },
};
const element = (id) => document.getElementById(id);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
let worker;

function show(id, text) {
  element(id).textContent = text;
}

function start() {
  worker?.terminate();
  worker = new Worker(new URL('training.worker.js', document.baseURI), { type: 'module' });
  const { network, steps, batch } = Object.fromEntries(new FormData(element('settings')));
  const losses = [];
  const recent = [];
  show('status', 'starting …');
  for (const id of ['speed', 'loss', 'accuracy', 'augmenting']) show(id, '–');

  const listeners = {
    start({ backend, parameters, images, held, before }) {
      show(
        'status',
        `${parameters.toLocaleString('en')} parameters, ${images} images to train on, ${held} held out; ` +
          `WebAssembly ${backend.simd ? 'with' : 'without'} SIMD`,
      );
      show('accuracy', percent(before));
    },
    step({ step, steps: total, epoch, loss, batchSize, times }) {
      losses.push(loss);
      // Engines compile what is often used: the first steps are slower.
      if (step > 3 || total <= 3) recent.push({ batchSize, ...times });
      if (recent.length > 50) recent.shift();
      const sum = (name) => recent.reduce((all, each) => all + each[name], 0);
      const time = sum('augment') + sum('train');
      if (time > 0) {
        show('speed', ((1000 * sum('batchSize')) / time).toFixed(0));
        show('augmenting', `${((100 * sum('augment')) / time).toFixed(1)} %`);
      }
      show('loss', loss.toFixed(3));
      show('progress', `Step ${step} of ${total}, epoch ${epoch}.`);
      drawLossCurve(element('curve'), losses, total);
    },
    views: ({ images, count }) => drawViews(images, count),
    end({ after }) {
      const before = element('accuracy').textContent;
      show('accuracy', `${before} → ${percent(after)}`);
      finish({ losses, speed: parseFloat(element('speed').textContent), accuracy: after });
    },
    error({ message }) {
      show('status', message);
      finish({ error: message });
    },
  };
  worker.addEventListener('message', ({ data }) => listeners[data.kind](data));
  worker.addEventListener('error', ({ message }) => listeners.error({ message }));
  worker.postMessage({
    network: networks[network],
    steps: Number(steps),
    batchSize: Number(batch),
    learningRate: 0.1,
  });
}

/** For programs that wait for the page: what came out, as JSON. */
function finish(outcome) {
  document.body.dataset.outcome = JSON.stringify(outcome);
}

/** A column for each of some images: clean, and two views. */
function drawViews(images, count) {
  const canvas = element('views');
  const columns = Math.min(count, 12);
  Object.assign(canvas, { width: 34 * columns - 2, height: 34 * 3 - 2 });
  const context = canvas.getContext('2d');
  for (let view = 0; view < 3; view++) {
    for (let column = 0; column < columns; column++) {
      const pixels = new ImageData(32, 32);
      const offset = (view * count + column) * 3072;
      for (let pixel = 0; pixel < 1024; pixel++) {
        for (let channel = 0; channel < 3; channel++) {
          pixels.data[4 * pixel + channel] = Math.round(127.5 * (images[offset + 3 * pixel + channel] + 1));
        }
        pixels.data[4 * pixel + 3] = 255;
      }
      context.putImageData(pixels, 34 * column, 34 * view);
    }
  }
}

// The address may say what to train: ?network=WRN-16-1&steps=20&batch=64
for (const [name, value] of new URLSearchParams(location.search)) {
  const field = element('settings').elements[name];
  if (field) field.value = value;
}
element('settings').addEventListener('submit', (event) => {
  event.preventDefault();
  start();
});
start();
