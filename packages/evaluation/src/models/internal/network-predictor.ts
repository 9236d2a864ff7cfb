import { AugmixError, isAugmixError, type Size } from '@augmix/core';
import type { Predictor } from '../../predictor.js';
import { mapClasses } from '../class-mapping.js';
import type { ModelDescription } from '../preprocessing.js';
import { planInput, type InputPlan } from './input-plan.js';
import { createInput, fillInput, inputTable } from './input-values.js';
import type { Network } from './network.js';
import { areProbabilities, classesOf, logOf, selectColumns } from './outputs.js';

/** What a model is opened for. */
export interface OpenModelOptions {
  /** Names of the data set's classes in label order, for models whose outputs are mapped by name. */
  classes?: readonly string[];
  /** Size of the data set's images, for models that take any size and descriptions that name none. */
  images?: Size;
}

const largestBatch = 250;
/** Values per batch of images above which memory is better spent otherwise: 27 images of 224×224×3. */
const batchValues = 2 ** 22;
const trialImages = 2;

type RawOutput = (images: Uint8Array, count: number) => Promise<{ values: Float32Array; classes: number }>;

/** Runs images through a network batch by batch; a batch of fixed size is filled up. */
function createRunner(network: Network, plan: InputPlan, description: ModelDescription): RawOutput {
  const { height, width, channels, layout, batch } = plan;
  const { dtype } = network.input;
  const { channelOrder, model: file } = description;
  const values = height * width * channels;
  const table = inputTable(dtype, channels, description);
  const fitting = Math.max(1, Math.min(largestBatch, Math.floor(batchValues / values)));
  const most = batch ?? description.batchSize ?? fitting;
  const axes = layout === 'nhwc' ? [height, width, channels] : [channels, height, width];

  return async (images, count) => {
    const input = createInput(dtype, (batch ?? Math.min(most, count)) * values);
    let all = new Float32Array();
    let classes = 0;
    for (let start = 0; start < count; start += most) {
      const given = Math.min(most, count - start);
      const rows = batch ?? given;
      const part = input.subarray(0, rows * values);
      fillInput(part, images, start * values, given, plan, channelOrder, table);
      const output = await run(network, part, [rows, ...axes], file);
      if (start === 0) {
        classes = classesOf(output.shape, rows, file);
        all = new Float32Array(count * classes);
      }
      all.set(output.values.subarray(0, given * classes), start * classes);
    }
    return { values: all, classes };
  };
}

async function run(network: Network, values: Parameters<Network['run']>[0], shape: number[], file: string) {
  try {
    return await network.run(values, shape);
  } catch (cause) {
    if (isAugmixError(cause)) throw cause;
    const message = (cause as Error).message ?? String(cause);
    throw new AugmixError('MODEL_INVALID', `the model cannot be run: ${message}`, { file, cause });
  }
}

/** Some pictures to try a network on. */
function trialBatch(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 37 + (index >> 8) * 11) & 255);
}

/**
 * Makes a network judgeable: works out how images lie in its input, tries it once, and gives logits in the order of the data
 * set's classes. The network is disposed of when it cannot be used.
 */
export async function createNetworkPredictor(
  network: Network,
  description: ModelDescription,
  options: OpenModelOptions,
): Promise<Predictor> {
  try {
    const plan = planInput(network.input, description, options.images);
    const { height, width, channels } = plan;
    const { model: file } = description;
    const rawOutput = createRunner(network, plan, description);
    const trial = await rawOutput(trialBatch(trialImages * height * width * channels), trialImages);
    const { classes: outputs } = trial;
    const isSoftmax = network.isSoftmax ?? areProbabilities(trial.values, outputs);
    const giveProbabilities = description.outputs ? description.outputs === 'probabilities' : isSoftmax;
    const columns = mapClasses(description, outputs, options.classes);
    return {
      classes: columns?.length ?? outputs,
      input: { height, width, channels },
      async predict(images, count) {
        const { values } = await rawOutput(images, count);
        const logits = giveProbabilities ? logOf(values, outputs, file) : values;
        return columns ? selectColumns(logits, outputs, columns) : logits;
      },
      dispose: () => network.dispose(),
    };
  } catch (error) {
    await network.dispose();
    throw error;
  }
}
