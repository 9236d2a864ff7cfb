import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelDescription } from '../preprocessing.js';
import { checkDtype, checkSingleInput, chooseOutput } from './model-ends.js';
import type { Network } from './network.js';

/** A layers model as a network; disposing of it leaves the model alone. */
export function layersNetwork(
  model: LayersModel,
  { model: file, output }: Pick<ModelDescription, 'model' | 'output'>,
): Network {
  // Sequential models leave their inputNames and outputNames empty.
  const namesOf = (ends: LayersModel['inputs']): string[] => ends.map(({ sourceLayer }) => sourceLayer.name);
  checkSingleInput(namesOf(model.inputs), file);
  const place = chooseOutput(namesOf(model.outputs), output, file);
  const { shape, dtype: found } = model.inputs[0];
  const dtype = checkDtype('input', found, ['float32', 'int32'], file);
  checkDtype('output', model.outputs[place].dtype, ['float32'], file);
  const layer = model.outputs[place].sourceLayer;
  const isSoftmax = layer.getClassName() === 'Softmax' || layer.getConfig()['activation'] === 'softmax';
  return {
    input: { shape, dtype },
    isSoftmax: isSoftmax || undefined,
    async run(values, shape) {
      const input = tensor(values, shape, dtype);
      const found = model.predictOnBatch(input) as Tensor | Tensor[];
      input.dispose();
      const all = Array.isArray(found) ? found : [found];
      const logits = (await all[place].data()) as Float32Array;
      all.forEach((each) => each.dispose());
      return { values: logits, shape: all[place].shape };
    },
    dispose() {},
  };
}
