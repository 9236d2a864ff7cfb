// For every law, a plugin that breaks it: one of the good ones with one thing changed.
import {
  createImage,
  z,
  type AnyPlugin,
  type DatasetSplit,
  type Image,
  type Metric,
  type PluginKind,
  type PredictionBatch,
} from '@augmix/core';
import * as tf from '@tensorflow/tfjs';
import type { KitSettings } from '../src/index.js';
import {
  add,
  augmentation,
  backend,
  batchAugmentation,
  callback,
  corruption,
  dataset,
  goodPlugins,
  loss,
  metric,
  model,
  op,
  optimizer,
  perturbation,
  schedule,
  split,
} from './good-plugins.js';

export interface BadPlugin {
  kind: PluginKind;
  law: string;
  plugin: AnyPlugin;
  found: RegExp;
  settings?: KitSettings;
}

const anyPlugin = (kind: PluginKind): AnyPlugin => goodPlugins[kind] as AnyPlugin;

/** A good op described otherwise. */
const described = (law: string, changes: object, found: RegExp, settings?: KitSettings): BadPlugin => ({
  kind: 'op',
  law,
  plugin: { ...anyPlugin('op'), ...changes },
  found,
  settings,
});

/** Changes that every instance gets anew. */
interface Fresh<Instance> {
  fresh(): Partial<Instance>;
}

/** A good plugin with other members of its instance. */
const bad =
  <Instance extends object>(kind: PluginKind, good: () => Instance) =>
  (law: string, changes: Partial<Instance> | Fresh<Instance>, found: RegExp): BadPlugin => ({
    kind,
    law,
    plugin: {
      ...anyPlugin(kind),
      load: async () => () => ({ ...good(), ...('fresh' in changes ? changes.fresh() : changes) }),
    },
    found,
  });

const badOp = bad('op', op);
const badAugmentation = bad('augmentation', augmentation);
const badBatch = bad('batch-augmentation', batchAugmentation);
const badLoss = bad('loss', loss);
const badMetric = bad('metric', metric);
const badModel = bad('model', model);
const badDataset = bad('dataset', dataset);
const badCorruption = bad('corruption', corruption);
const badPerturbation = bad('perturbation', perturbation);
const badOptimizer = bad('optimizer', optimizer);
const badSchedule = bad('schedule', schedule);
const badBackend = bad('backend', backend);
const badCallback = bad('callback', callback);

const option = (schema: z.ZodType): object => ({ options: z.strictObject({ by: schema }) });
/** A number that comes from nowhere: not from the stream that is passed in. */
let drawn = 0;
const ambient = (): number => ++drawn % 50;
const firstPixel = (image: Image): Image =>
  createImage(1, 1, image.channels, image.data.slice(0, image.channels));
const opening = (
  changes: (good: DatasetSplit) => Partial<DatasetSplit>,
): Partial<ReturnType<typeof dataset>> => ({
  open: async () => ({ ...split(), ...changes(split()) }),
});
const { render } = augmentation();
const { compute } = loss();
const leak = (): void => void tf.keep(tf.scalar(1));

/** Nothing but layers, the first of which nobody knows. */
class Flat extends tf.layers.Layer {
  static className = 'NobodyKnowsIt';
  override computeOutputShape([batch, ...sides]: number[]): number[] {
    return [batch, sides.reduce((product, side) => product * side, 1)];
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [input] = [inputs].flat();
    return tf.reshape(input, [input.shape[0], -1]);
  }
}

const descriptions: BadPlugin[] = [
  described(
    'can be registered',
    { apiVersion: 0 },
    /PLUGIN_API_VERSION.*made for plugin api 0; expected api 1/,
  ),
  described('can be registered', { name: 'acme/add-more' }, /PLUGIN_INVALID.*snake_case/),
  described('is summed up in one sentence', { summary: 'adds' }, /summary is "adds"/),
  described('describes every option', option(z.int().default(1)), /by is described as undefined/),
  described(
    'refuses options that it does not know',
    { options: z.object({}) },
    /an unknown option was accepted/,
  ),
  described(
    'accepts its own defaults',
    option(z.int().min(5).default(1).describe('Levels.')),
    /by has the default 1, which it refuses|PLUGIN_INVALID/,
  ),
  described(
    'accepts the options that it has completed',
    option(z.string().default('20').transform(Number).describe('Levels.')),
    /the completed options are refused/,
  ),
  described(
    'accepts the options that it has completed',
    option(
      z
        .int()
        .default(1)
        .transform((by) => by + 1)
        .describe('Levels.'),
    ),
    /checking them again changes them: by is 3 instead of 2/,
  ),
  described('is in the documentation', {}, /nothing in it reads acme\/add/, { documentation: 'acme/add-on' }),
  described('has an example that runs', {}, /it threw Error: no luck/, {
    example: () => Promise.reject(new Error('no luck')),
  }),
];

const ops: BadPlugin[] = [
  badOp('carries the name that it is registered under', { name: 'add' }, /its instance: it is "add"/),
  badOp('draws its arguments', { sample: undefined, fromSeverity: undefined }, /it has neither/),
  badOp('draws the same under the same seed', { sample: () => ({ by: ambient() }) }, /equal streams/),
  badOp(
    'draws plain JSON',
    { sample: () => ({ by: 3, at: new Date(0) }) },
    /after a trip through JSON: at is "1970.*" instead of \[object Date\]/,
  ),
  badOp('gives an image of the size that it says', { apply: firstPixel }, /became 1×1 with 3 channels/),
  badOp(
    'gives an image of the size that it says',
    { outputSize: () => ({ width: 2, height: 2 }) },
    /outputSize says 2×2/,
  ),
  badOp(
    'gives an image of the size that it says',
    { apply: (image) => ({ ...image, channels: 1, data: image.data.slice(0, image.data.length / 3) }) },
    /became 32×24 with 1 channel,/,
  ),
  badOp(
    'gives an image of the size that it says',
    { apply: (image) => ({ ...image, data: image.data.slice(1) }) },
    /2303 bytes in an image of 32×24 with 3 channels, which takes 2304/,
  ),
  badOp(
    'gives an image of the size that it says',
    { apply: (image) => ({ ...image, data: Float32Array.from(image.data) as never }) },
    /another type than Uint8Array/,
  ),
  badOp(
    'works on images of other shapes, or refuses them',
    {
      apply: (image, args) => {
        if (image.channels !== 3) throw new TypeError('three, please');
        return add(image, args);
      },
    },
    /TypeError: three, please for a 1×1 image with 1 channels/,
  ),
  badOp(
    'leaves its image as it was',
    { apply: (image, args) => add(image, args, image) },
    /the image that it was given changed: data\[0\] is/,
  ),
  badOp(
    'gives the same for the same arguments',
    { apply: (image) => add(image, { by: ambient() }) },
    /the second time: data/,
  ),
  badOp(
    'writes into the image that it is given for the result',
    { apply: (image, args) => add(image, args) },
    /another image was returned/,
  ),
  badOp(
    'writes into the image that it is given for the result',
    {
      apply(image, args, out) {
        const result = add(image, args);
        if (!out) return result;
        out.data.forEach((level, index) => (out.data[index] = Math.max(level, result.data[index])));
        return out;
      },
    },
    /what stands in out/,
  ),
  badOp(
    'changes nothing with the arguments that it calls its identity',
    { identity: { by: 1 } },
    /the image: \[0\] is 1 instead of 0/,
  ),
];

const augmentations: BadPlugin[] = [
  badAugmentation('draws the same under the same seed', { sample: () => ({ by: ambient() }) }, /two traces/),
  badAugmentation(
    'fills the view with finite numbers',
    {
      render(image, trace, normalization, out) {
        render(image, trace, normalization, out);
        out[5] = NaN;
      },
    },
    /value 5 of the view is NaN/,
  ),
  badAugmentation(
    'fills the view with finite numbers',
    { render: (image, trace, normalization, out) => render(image, trace, normalization, out.slice()) },
    /value 0 of the view is NaN \(it was NaN before\)/,
  ),
  badAugmentation(
    'writes nothing beside its view',
    {
      render(image, trace, normalization, out) {
        render(image, trace, normalization, out);
        new Float32Array(out.buffer)[0] = 0;
      },
    },
    /the memory around it: \[0\] is 0/,
  ),
  badAugmentation(
    'renders the same view again',
    { render: (image, _, normalization, out) => render(image, { by: ambient() }, normalization, out) },
    /the second time/,
  ),
  badAugmentation(
    'replays a trace from a file',
    { sample: () => ({ by: 3, table: new Map() }) },
    /the trace after a trip through JSON: table is an object instead of \[object Map\]/,
  ),
  badAugmentation('replays a trace from a file', { parseTrace: () => ({ by: 255 }) }, /the replayed view/),
  badAugmentation(
    'leaves its image as it was',
    {
      render(image, trace, normalization, out) {
        render(image, trace, normalization, out);
        image.data[0]++;
      },
    },
    /the image that it was given changed/,
  ),
  badAugmentation(
    'normalises as it is told',
    { render: (image, trace, _, out) => render(image, trace, { mean: [0], std: [1] }, out) },
    /two normalisations give one view/,
  ),
];

const batchAugmentations: BadPlugin[] = [
  badBatch(
    'draws the same under the same seed',
    { sample: () => ({ share: ambient() / 100 }) },
    /two traces/,
  ),
  badBatch(
    'replays a trace from a file',
    { sample: () => ({ share: 0.5, rows: Float32Array.of(1) }) },
    /the trace after a trip through JSON: rows is an object instead of a list of 1/,
  ),
  badBatch(
    'leaves images of finite numbers',
    { apply: ({ data }) => void (data[3] = Infinity) },
    /value 3 of a batch of 1 is Infinity/,
  ),
  badBatch(
    'leaves labels that are probabilities',
    { apply: (_, { data }) => data.forEach((value, index) => (data[index] = 2 * value)) },
    /row 0 of a batch of 1 is \[2, 0, 0, 0, 0\], with the sum 2/,
  ),
];

const losses: BadPlugin[] = [
  badLoss('says how many views it needs', { minimumViews: 0.5 }, /minimumViews is 0\.5/),
  badLoss(
    'gives one finite number',
    { compute: ({ logits }) => tf.logSoftmax(logits) as never },
    /with 1 views it gives a tensor of shape \[2, 3\]/,
  ),
  badLoss(
    'gives one finite number',
    { compute: (input) => tf.log(tf.neg(compute(input))) },
    /with 1 views it is NaN/,
  ),
  badLoss(
    'gives the same for the same logits',
    { compute: (input) => tf.mul(compute(input), tf.scalar(ambient() + 1)) },
    /the second time/,
  ),
  badLoss(
    'has the gradient of its values',
    {
      compute: (input) =>
        tf.customGrad((logits) => ({
          value: compute({ ...input, logits: logits as tf.Tensor2D }),
          gradFunc: () => tf.ones(input.logits.shape),
        }))(input.logits),
    },
    /the slope at logit 0 is -.*, the gradient 1/,
  ),
  badLoss(
    'leaves no tensors behind',
    { compute: (input) => (leak(), compute(input)) },
    /computing it 3 times leaves 3 tensors behind/,
  ),
  badLoss(
    'leaves logits and labels as they were',
    {
      compute(input) {
        const value = compute(input);
        input.labels.dispose();
        return value;
      },
    },
    /it disposed of them/,
  ),
];

const metrics: BadPlugin[] = [
  badMetric('says its unit and which way is better', { better: 'up' as never }, /better is "up"/),
  badMetric('says its unit and which way is better', { unit: undefined }, /unit is undefined/),
  badMetric('gives a finite number', { compute: () => NaN }, /it gives NaN/),
  badMetric(
    'gives the same however the batches are cut',
    {
      fresh: () => {
        const means: number[] = [];
        return {
          update(batch) {
            const one = metric();
            one.update(batch);
            means.push(one.compute());
          },
          compute: () => means.reduce((sum, mean) => sum + mean, 0) / means.length,
        };
      },
    },
    /batches of 1, 349 and 50 give .* instead of/,
  ),
  badMetric('forgets everything on reset', { reset: () => {} }, /after a reset it gives/),
  badMetric(
    'can be asked at any time',
    {
      fresh: (): Metric => {
        const inner = metric();
        const ask = (): number => {
          const value = inner.compute();
          inner.reset();
          return value;
        };
        return { ...inner, compute: ask };
      },
    },
    /asked halfway, it ends with/,
  ),
  badMetric(
    'leaves the predictions as they were',
    { update: ({ logits }) => void logits.sort() },
    /the batch changed: logits\[0\] is/,
  ),
  badMetric(
    'does not lean on arrays that it was lent',
    {
      fresh: () => {
        const batches: PredictionBatch[] = [];
        return {
          update: (batch) => void batches.push(batch),
          reset: () => void batches.splice(0),
          compute() {
            const later = metric();
            for (const batch of batches) later.update(batch);
            return later.compute();
          },
        };
      },
    },
    /with the arrays overwritten it gives/,
  ),
  badMetric(
    'has an interval that its seed determines',
    { interval: () => [0, ambient()] },
    /the same interval again/,
  ),
  badMetric('has an interval that its seed determines', { interval: () => [2, 1] }, /2 … 1/),
];

const models: BadPlugin[] = [
  badModel(
    'takes images and gives a logit for each class',
    { build: (spec) => model().build({ ...spec, classes: 10 }) },
    /its outputs: \[0\]\[1\] is 10 instead of 7/,
  ),
  badModel(
    'gives finite logits, the same for the same images',
    {
      build({ inputShape, classes }) {
        const layers = [
          tf.layers.flatten({ inputShape: [...inputShape] }),
          tf.layers.dense({ units: classes, biasInitializer: tf.initializers.constant({ value: NaN }) }),
        ];
        return tf.sequential({ layers });
      },
    },
    /its logits are NaN/,
  ),
  badModel(
    'starts with weights that its seed determines',
    { build: (spec) => model().build({ ...spec, seed: ambient() }) },
    /the weights of the same seed/,
  ),
  badModel(
    'starts with weights that its seed determines',
    { build: (spec) => model().build({ ...spec, seed: 1 }) },
    /seeds 1 and 2 give the same weights/,
  ),
  badModel(
    'is loaded from what it saves',
    {
      build({ inputShape, classes, seed }) {
        const layers = [
          new Flat({ inputShape: [...inputShape] }),
          tf.layers.dense({ units: classes, kernelInitializer: tf.initializers.glorotNormal({ seed }) }),
        ];
        return tf.sequential({ layers });
      },
    },
    /Unknown layer: NobodyKnowsIt/,
  ),
  badModel(
    'leaves no tensors behind',
    { build: (spec) => (leak(), model().build(spec)) },
    /building it and disposing of it 3 times leaves 3 tensors behind/,
  ),
];

const datasets: BadPlugin[] = [
  badDataset(
    'has two classes or more, each with its own name',
    { classes: ['cat'] },
    /classes are \["cat"\]/,
  ),
  badDataset(
    'has two classes or more, each with its own name',
    { classes: ['cat', 'dog', 'cat'] },
    /the name "cat" is empty or stands twice/,
  ),
  badDataset(
    'has records whose labels are classes',
    opening(() => ({ label: (index) => index })),
    /train record 2 has the label 2 of 2 classes/,
  ),
  badDataset(
    'has records whose labels are classes',
    { open: () => Promise.reject(new Error('not here')) },
    /opening train threw Error: not here, an error without a code/,
  ),
  badDataset(
    'has records that are images, of the shape that it says',
    { shape: { width: 5, height: 3, channels: 3 } },
    /shape says 5×3/,
  ),
  badDataset(
    'is read in any order',
    opening(({ read }) => ({ read: () => read(ambient() % 5) })),
    /train record .*, read again/,
  ),
  badDataset(
    'is read by many at once',
    opening(() => {
      const lent = createImage(4, 3, 3);
      return {
        read: async (index) => {
          lent.data.fill(index);
          return lent;
        },
      };
    }),
    /train record 0, read with others/,
  ),
  badDataset(
    'has a normalisation that can be used',
    { normalization: { mean: [0], std: [0] } },
    /std is \[0\]/,
  ),
  badDataset(
    'has a normalisation that can be used',
    { normalization: { mean: [0, 0], std: [1] } },
    /mean has 2 entries for 3 channels/,
  ),
];

const corruptions: BadPlugin[] = [
  badCorruption('draws the same under the same seed', { sample: () => ({ by: ambient() }) }, /at severity 1/),
  badCorruption('works at severities 1 to 5 and keeps the shape', { apply: firstPixel }, /became 1×1/),
  badCorruption('corrupts', { apply: (image) => image }, /at severity 5 nothing changes/),
  badCorruption(
    'gives the same for the same parameters, read from a file too',
    { apply: (image) => add(image, { by: ambient() }) },
    /the second time/,
  ),
  badCorruption(
    'leaves its image as it was',
    { apply: (image, params) => add(image, params, image) },
    /the image that it was given changed/,
  ),
  badCorruption(
    'works on grey images, or refuses them',
    {
      apply(image, params) {
        if (image.channels === 1) throw new Error('grey');
        return add(image, params);
      },
    },
    /it threw Error: grey/,
  ),
];

const perturbations: BadPlugin[] = [
  badPerturbation('says what a frame is compared with', { compare: 'last' as never }, /compare is "last"/),
  badPerturbation('draws the same under the same seed', { sample: () => ({ by: ambient() }) }, /two draws/),
  badPerturbation(
    'gives two frames or more of the size of the image',
    { frames: (image) => [image] },
    /there are 1 frames/,
  ),
  badPerturbation(
    'gives two frames or more of the size of the image',
    { frames: (image) => [image, firstPixel(image)] },
    /became 1×1/,
  ),
  badPerturbation(
    'gives the same frames again, with parameters from a file too',
    { frames: (image) => [image, add(image, { by: ambient() })] },
    /the second time/,
  ),
  badPerturbation('moves', { frames: (image) => [image, image] }, /every frame is the first/),
  badPerturbation(
    'leaves its image as it was',
    { frames: (image, { by }) => [image, add(image, { by }, image)] },
    /the image that it was given changed/,
  ),
];

const optimizers: BadPlugin[] = [
  badOptimizer('says its learning rate', { learningRate: 0 }, /it is 0/),
  badOptimizer(
    'moves weights against their gradient',
    {
      step(variables, gradients) {
        for (const [name, variable] of Object.entries(variables)) {
          variable.assign(variable.add(gradients[name]));
        }
      },
    },
    /from 0, with a gradient of 1, kernel\[0\] went to 1/,
  ),
  badOptimizer(
    'does the same again',
    {
      fresh: () => {
        const { step, ...others } = optimizer();
        return {
          ...others,
          step: (variables, gradients, rate) => step(variables, gradients, rate * (1 + ambient())),
        };
      },
    },
    /the weights of a second one/,
  ),
  badOptimizer('goes on from its saved state', { restore: () => {} }, /the weights after a resume/),
  badOptimizer('leaves no tensors behind', { dispose: () => {} }, /leaves 6 tensors behind/),
];

const schedules: BadPlugin[] = [
  badSchedule(
    'gives a rate for every step',
    { rate: (step, total) => step / (total - 1) },
    /at step 0 of 1 it is NaN/,
  ),
  badSchedule('lets weights move', { rate: () => 0 }, /none has a rate above 0/),
  badSchedule(
    'gives the same in any order',
    {
      fresh: () => {
        let rate = 1;
        return { rate: () => (rate *= 0.99) };
      },
    },
    /asked for from the end/,
  ),
];

const backends: BadPlugin[] = [
  badBackend(
    'starts, or says that it is not available',
    { start: () => Promise.reject(new Error('no card')) },
    /start threw Error: no card, which is not the error BACKEND_UNAVAILABLE/,
  ),
  badBackend('is described in facts', { describe: async () => ({ threads: 4 }) as never }, /threads is 4/),
  badBackend(
    'computes',
    {
      async start() {
        tf.registerBackend('empty', () => new tf.KernelBackend());
        await tf.setBackend('empty');
      },
    },
    /not yet implemented/,
  ),
];

const callbacks: BadPlugin[] = [
  badCallback('has hooks that are called', { onStepEnd: undefined }, /it has none of them/),
  badCallback(
    'has hooks that are called',
    { onStepend: () => {} } as object,
    /onStepend is not the name of a hook/,
  ),
  badCallback(
    'runs through a training',
    { onEpochEnd: ({ validation }) => void validation['top5'].toFixed() },
    /it threw TypeError/,
  ),
  badCallback('restores the state that it saves', { restore: undefined }, /only one of state and restore/),
  badCallback('restores the state that it saves', { restore: () => {} }, /the restored state: steps is 0/),
];

export const badPlugins: readonly BadPlugin[] = [
  ...descriptions,
  ...ops,
  ...augmentations,
  ...batchAugmentations,
  ...losses,
  ...metrics,
  ...models,
  ...datasets,
  ...corruptions,
  ...perturbations,
  ...optimizers,
  ...schedules,
  ...backends,
  ...callbacks,
];
