import { dispose, io, util } from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { AugmixError } from '@augmix/core';

/** A model in the standard TensorFlow.js layers format, by file name. */
export interface ModelFiles {
  'model.json': string;
  'weights.bin': Uint8Array;
}

type WeightSpec = { name: string; shape: number[]; dtype: 'float32' };

function isWeightSpec(value: unknown): value is WeightSpec {
  const { name, shape, dtype, quantization } = (value ?? {}) as Record<string, unknown>;
  const isShape = Array.isArray(shape) && shape.every((side) => Number.isInteger(side) && side >= 0);
  return typeof name === 'string' && isShape && dtype === 'float32' && quantization === undefined;
}

/** The topology and the list of weights in a model.json. */
function parseModelJson(text: string): {
  modelTopology: io.ModelJSON['modelTopology'];
  weightSpecs: WeightSpec[];
} {
  let json: { modelTopology?: io.ModelJSON['modelTopology']; weightsManifest?: unknown } | null;
  try {
    json = JSON.parse(text) as typeof json;
  } catch (cause) {
    throw new AugmixError('CHECKPOINT_INVALID', 'model.json is not JSON', { cause });
  }
  const groups: unknown[] = Array.isArray(json?.weightsManifest) ? json.weightsManifest : [null];
  const weightSpecs = groups.flatMap((group) => (group as { weights?: unknown } | null)?.weights);
  if (!weightSpecs.every(isWeightSpec)) {
    throw new AugmixError('CHECKPOINT_INVALID', 'model.json has no usable weightsManifest', {
      expected: 'a TensorFlow.js layers model with float32 weights',
    });
  }
  return { modelTopology: json!.modelTopology!, weightSpecs };
}

// The bytes may be a window into a larger buffer, as Node's are.
const exactBuffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

/**
 * Writes a model, topology and weights, in the standard TensorFlow.js layers format. Any TensorFlow.js program loads
 * the two files with `tf.loadLayersModel`.
 *
 * @example
 * ```ts
 * import { serializeModel, wideResnet } from '@augmix/models';
 * const model = wideResnet({ depth: 10, widen: 1 }).build({ inputShape: [32, 32, 3], classes: 10, seed: 1 });
 * const files = await serializeModel(model);
 * JSON.parse(files['model.json']).format; // => 'layers-model'
 * ```
 */
export async function serializeModel(model: LayersModel): Promise<ModelFiles> {
  let artifacts: io.ModelArtifacts | undefined;
  await model.save(
    io.withSaveHandler(async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData, format, generatedBy } = artifacts!;
  const json: io.ModelJSON = {
    modelTopology: modelTopology as io.ModelJSON['modelTopology'],
    format,
    generatedBy,
    convertedBy: null,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs! }],
  };
  const bytes = io.CompositeArrayBuffer.join(weightData);
  return { 'model.json': JSON.stringify(json), 'weights.bin': new Uint8Array(bytes) };
}

/**
 * Loads a model in the standard format with the stock layers of TensorFlow.js, whatever program wrote it.
 *
 * @throws AugmixError `CHECKPOINT_INVALID` when the files are not such a model.
 */
export async function loadStandardModel(files: ModelFiles): Promise<LayersModel> {
  const { modelTopology, weightSpecs } = parseModelJson(files['model.json']);
  const weightData = exactBuffer(files['weights.bin']);
  try {
    return await loadLayersModel(io.fromMemory({ modelTopology, weightSpecs, weightData }));
  } catch (cause) {
    throw new AugmixError('CHECKPOINT_INVALID', `not a loadable model: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/**
 * Puts saved weights into a model that was built anew from the same config. Unlike a loaded model it keeps the layers
 * of this package, so training goes on as before. Weights are matched by their order: layers that were given no name are
 * numbered by TensorFlow.js anew in every process.
 *
 * @throws AugmixError `CHECKPOINT_INVALID` when the shapes or the number of weights or bytes differ; the model is
 * unchanged then.
 */
export function setWeightsFrom(model: LayersModel, modelJson: string, weightsBin: Uint8Array): void {
  const specs = parseModelJson(modelJson).weightSpecs;
  if (specs.length !== model.weights.length) {
    throw new AugmixError('CHECKPOINT_INVALID', `there are ${specs.length} saved weights`, {
      expected: `${model.weights.length}`,
    });
  }
  for (const [index, { originalName, shape }] of model.weights.entries()) {
    const saved = specs[index];
    if (String(saved.shape) === String(shape)) continue;
    throw new AugmixError(
      'CHECKPOINT_INVALID',
      `weights "${saved.name}" have shape [${String(saved.shape)}]`,
      {
        expected: `[${String(shape)}] for "${originalName}"`,
      },
    );
  }
  const size = specs.reduce((total, { shape }) => total + 4 * util.sizeFromShape(shape), 0);
  if (weightsBin.byteLength !== size) {
    throw new AugmixError('CHECKPOINT_INVALID', `weights.bin has ${weightsBin.byteLength} bytes`, {
      expected: `${size} bytes`,
    });
  }
  const tensors = io.decodeWeights(exactBuffer(weightsBin), specs);
  for (const [index, weight] of model.weights.entries()) weight.write(tensors[specs[index].name]);
  dispose(tensors);
}
