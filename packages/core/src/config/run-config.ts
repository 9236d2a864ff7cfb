import * as z from 'zod';
import { pluginRef, type ResolvedRef } from '../plugin-ref.js';

const channels = z.array(z.number()).min(1);
const positiveChannels = z.array(z.number().positive()).min(1);

/** The schema of a run's config. Plugin options are checked by the registry, with the schemas of the plugins. */
export const runConfigSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema for editors; ignored.'),
  plugins: z
    .array(z.string())
    .default([])
    .describe('Packages or files with plugins, found from the folder of the config.'),
  seed: z.int().min(0).default(1).describe('Seed of everything random in the run.'),
  dataset: pluginRef('dataset').describe('What to train and test on.'),
  validation: z
    .union([z.int().min(0), z.strictObject({ count: z.int().min(0), seed: z.int().min(0).default(0) })])
    .default(0)
    .describe('Images kept out of training to choose the best checkpoint; their choice has its own seed.'),
  trainImages: z
    .int()
    .min(1)
    .optional()
    .describe('Train on this many images only (after validation is cut off).'),
  transforms: z
    .array(pluginRef('op'))
    .default(['horizontal_flip', 'pad_crop'])
    .describe('Random ops that every view of an image shares, in this order.'),
  augmentation: pluginRef('augmentation').default('augmix').describe('What makes an augmented view.'),
  batchAugmentation: pluginRef('batch-augmentation')
    .optional()
    .describe('What mixes the images and labels of a batch, such as mixup; needs a single view.'),
  views: z
    .array(z.enum(['clean', 'augmented']))
    .min(1)
    .default(['clean', 'augmented', 'augmented'])
    .describe('The views of each training image; the first one carries the cross-entropy.'),
  normalization: z
    .strictObject({ mean: channels, std: positiveChannels })
    .optional()
    .describe("(value / 255 − mean) / std per channel; the data set's own when left out."),
  model: pluginRef('model').default('wide-resnet').describe('The network to train.'),
  loss: pluginRef('loss').default('jensen-shannon').describe('What training makes small.'),
  optimizer: pluginRef('optimizer')
    .default('sgd')
    .describe('How gradients change weights; holds the learning rate.'),
  schedule: pluginRef('schedule').default('cosine').describe('The learning rate over the run.'),
  metrics: z
    .array(pluginRef('metric'))
    .default(['error', 'nll'])
    .describe('The first one chooses the best checkpoint.'),
  callbacks: z
    .array(pluginRef('callback'))
    .default([])
    .describe('Code that runs at named moments of the run.'),
  backend: pluginRef('backend').default('auto').describe('Where tensors live and computations run.'),
  trainer: z
    .strictObject({
      epochs: z.int().min(1).default(100).describe('Passes over the training images.'),
      batchSize: z
        .int()
        .min(1)
        .default(128)
        .describe('Images per step; each gives as many rows as there are views.'),
      evalBatchSize: z.int().min(1).default(250).describe('Images per batch of validation and test.'),
      logEverySteps: z.int().min(1).default(10).describe('Steps between lines in metrics.jsonl.'),
      checkpointEverySteps: z
        .int()
        .min(1)
        .default(100)
        .describe('Steps between checkpoints within an epoch.'),
      validateEveryEpochs: z.int().min(1).default(1).describe('Epochs between validations.'),
      replicas: z
        .union([z.int().min(1).max(256), z.literal('auto')])
        .default(1)
        .describe(
          'Threads that train on one batch together, each on its share of the images; auto: as many as augmentation leaves cores for.',
        ),
    })
    .prefault({}),
  pipeline: z
    .strictObject({
      workers: z
        .int()
        .min(0)
        .max(256)
        .default(1)
        .describe('Worker threads that augment; 0 augments in the training thread.'),
      prefetch: z.int().min(1).max(64).default(4).describe('Batches that are made ahead.'),
    })
    .prefault({}),
});

/** The plugins that a config gets for what it leaves out, by setting: the defaults that are a plain name. */
export const defaultPluginTypes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(runConfigSchema.shape).flatMap(([setting, schema]) => {
    const { data } = schema.safeParse(undefined);
    return typeof data === 'string' ? [[setting, data]] : [];
  }),
);

/** A run's config as its author writes it. */
export type RunConfigInput = z.input<typeof runConfigSchema>;

type RunConfigOutput = z.output<typeof runConfigSchema>;

/** The settings that name one plugin, one or none, and a list of them. */
export type SingleRef = 'dataset' | 'augmentation' | 'model' | 'loss' | 'optimizer' | 'schedule' | 'backend';
export type OptionalRef = 'batchAugmentation';
export type RefList = 'transforms' | 'metrics' | 'callbacks';

/** A config with every default filled in, down to the options of its plugins: plain JSON. */
export type ResolvedRunConfig = Omit<RunConfigOutput, SingleRef | OptionalRef | RefList> &
  Record<SingleRef, ResolvedRef> &
  Partial<Record<OptionalRef, ResolvedRef>> &
  Record<RefList, ResolvedRef[]>;
