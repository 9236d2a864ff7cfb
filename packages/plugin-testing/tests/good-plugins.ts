// One small plugin of every kind that keeps to all laws. Bad ones are made from them by breaking one thing.
import {
  createImage,
  defineAugmentation,
  defineBatchAugmentation,
  defineCorruption,
  defineDataset,
  defineMetric,
  defineOp,
  definePerturbation,
  definePlugins,
  z,
  type Augmentation,
  type BatchAugmentation,
  type Corruption,
  type Dataset,
  type DatasetSplit,
  type Image,
  type Metric,
  type Op,
  type Perturbation,
} from '@augmix/core';
import {
  defineBackend,
  defineCallback,
  defineLoss,
  defineModel,
  defineOptimizer,
  defineSchedule,
  type Backend,
  type Callback,
  type Loss,
  type Model,
  type Optimizer,
  type Schedule,
} from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs';

// Silences the advice to install another backend.
tf.env().set('IS_TEST', true);

/** A plugin's fields, the same for every kind. */
export const about = {
  summary: 'Made for these tests.',
  options: z.strictObject({
    by: z.int().min(0).max(255).default(20).describe('What is added, in levels.'),
    label: z.string().optional().describe('A word that changes nothing.'),
  }),
};

const clamp = (value: number): number => Math.max(0, Math.min(255, value));
const like = (image: Image): Image => ({ ...image, data: new Uint8Array(image.data.length) });

export const add = (image: Image, { by }: { by: number }, out = like(image)): Image => {
  for (let index = 0; index < image.data.length; index++) out.data[index] = clamp(image.data[index] + by);
  return out;
};

export const op = (): Op<{ by: number }> => ({
  name: 'acme/add',
  identity: { by: 0 },
  sample: (stream) => ({ by: stream.integer(1, 50) }),
  fromSeverity: (stream, severity) => ({ by: Math.ceil(stream.uniform(0, severity) * 5) }),
  apply: add,
});

export const augmentation = (): Augmentation<{ by: number }> => ({
  sample: (stream) => ({ by: stream.integer(1, 50) }),
  parseTrace: (value) => z.object({ by: z.int() }).parse(value),
  render(image, { by }, { mean, std }, out) {
    const at = (list: readonly number[], index: number): number => list[index % image.channels] ?? list[0];
    image.data.forEach((level, index) => {
      out[index] = (clamp(level + by) / 255 - at(mean, index)) / at(std, index);
    });
  },
});

export const batchAugmentation = (): BatchAugmentation<{ share: number }> => ({
  sample: (stream) => ({ share: stream.uniform(0, 0.5) }),
  apply({ data, count }, labels, { share }) {
    for (const part of [data, labels.data]) {
      const before = part.slice();
      const row = part.length / count;
      part.forEach((value, index) => {
        part[index] = (1 - share) * value + share * before[(index + row) % before.length];
      });
    }
  },
});

export const metric = (): Metric => {
  let [right, seen] = [0, 0];
  return {
    unit: '%',
    better: 'higher',
    reset: () => void ([right, seen] = [0, 0]),
    update({ logits, classes, labels }) {
      for (let row = 0; row < labels.length; row++) {
        const own = logits.subarray(row * classes, (row + 1) * classes);
        if (own.indexOf(Math.max(...own)) === labels[row]) right++;
        seen++;
      }
    },
    compute: () => (100 * right) / seen,
    interval: () => [0, 100],
  };
};

export const split = (): DatasetSplit => ({
  length: 5,
  label: (index) => index % 2,
  read: (index) => createImage(4, 3, 3, new Uint8Array(36).fill(index * 50)),
});

export const dataset = (): Dataset => ({
  classes: ['cat', 'dog'],
  shape: { width: 4, height: 3, channels: 3 },
  normalization: { mean: [0.5], std: [0.25] },
  open: async () => split(),
});

export const corruption = (): Corruption<{ by: number }> => ({
  sample: (stream, severity) => ({ by: severity * stream.integer(5, 10) }),
  apply: (image, params) => add(image, params),
});

export const perturbation = (): Perturbation<{ by: number }> => ({
  compare: 'first',
  sample: (stream) => ({ by: stream.integer(1, 5) }),
  *frames(image, { by }) {
    for (let frame = 0; frame < 4; frame++) yield add(image, { by: by * frame });
  },
});

export const loss = (): Loss => ({
  compute({ logits, labels, views }) {
    const all = tf.tile(labels, [views, 1]);
    return tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(all, tf.logSoftmax(logits)), -1)));
  },
});

export const model = (): Model => ({
  build: ({ inputShape, classes, seed }) =>
    tf.sequential({
      layers: [
        tf.layers.averagePooling2d({ poolSize: 8, inputShape: [...inputShape] }),
        tf.layers.flatten(),
        tf.layers.dense({ units: classes, kernelInitializer: tf.initializers.glorotNormal({ seed }) }),
      ],
    }),
});

export const optimizer = (): Optimizer => {
  let velocities: Record<string, tf.Tensor> = {};
  const dispose = (): void => tf.dispose(velocities);
  return {
    learningRate: 0.1,
    step(variables, gradients, rate) {
      for (const [name, variable] of Object.entries(variables)) {
        const before = velocities[name];
        const velocity = tf.keep(before ? before.mul(0.9).add(gradients[name]) : gradients[name].clone());
        before?.dispose();
        velocities[name] = velocity;
        variable.assign(variable.sub(velocity.mul(rate)));
      }
    },
    state: () => velocities,
    restore(state) {
      dispose();
      velocities = Object.fromEntries(
        Object.entries(state).map(([name, tensor]) => [name, tf.keep(tensor.clone())]),
      );
    },
    dispose() {
      dispose();
      velocities = {};
    },
  };
};

export const schedule = (): Schedule => ({
  rate: (step, total, learningRate) => learningRate * (1 - step / total),
});

export const callback = (): Callback => {
  let steps = 0;
  return {
    priority: 1,
    onStepEnd: () => void steps++,
    state: () => ({ steps }),
    restore: (state) => void ({ steps } = state as { steps: number }),
  };
};

export const backend = (): Backend => ({
  start: async () => void (await tf.setBackend('cpu')),
  describe: async () => ({ name: tf.getBackend() }),
});

const own = <Instance>(make: () => Instance) => ({ ...about, load: async () => make });
export const goodPlugins = {
  op: defineOp({ name: 'acme/add', ...own(op) }),
  augmentation: defineAugmentation({ name: 'acme/lighter', ...own(augmentation) }),
  'batch-augmentation': defineBatchAugmentation({ name: 'acme/neighbours', ...own(batchAugmentation) }),
  loss: defineLoss({ name: 'acme/cross-entropy', ...own(loss) }),
  metric: defineMetric({ name: 'acme/accuracy', ...own(metric) }),
  model: defineModel({ name: 'acme/linear', ...own(model) }),
  dataset: defineDataset({ name: 'acme/greys', ...own(dataset) }),
  corruption: defineCorruption({ name: 'acme/lighter', ...own(corruption) }),
  perturbation: definePerturbation({ name: 'acme/lighter', ...own(perturbation) }),
  optimizer: defineOptimizer({ name: 'acme/momentum', ...own(optimizer) }),
  schedule: defineSchedule({ name: 'acme/linear', ...own(schedule) }),
  backend: defineBackend({ name: 'acme/plain', ...own(backend) }),
  callback: defineCallback({ name: 'acme/counter', ...own(callback) }),
};

export const goodSet = definePlugins({
  package: 'augmix-plugin-acme',
  module: import.meta.url,
  plugins: Object.values(goodPlugins),
});
