import { AugmixError } from '@augmix/core';
import type { Variable } from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

/**
 * The variables behind a model's trainable weights by the names that they are saved under, in the model's order. A layer
 * variable hides its tfjs variable, and the unique name of the latter depends on what else was built in this process.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when two weights have the same name.
 */
export function trainableVariables(model: LayersModel): Record<string, Variable> {
  const variables: Record<string, Variable> = {};
  for (const weight of model.trainableWeights) {
    const { val, originalName } = weight as unknown as { val: Variable; originalName: string };
    if (originalName in variables) {
      throw new AugmixError('INVALID_ARGUMENT', `the model has two weights named "${originalName}"`, {
        suggestion: 'give its layers names of their own',
      });
    }
    variables[originalName] = val;
  }
  return variables;
}

/** The layers of a model and of the models inside it. */
export function allLayers(model: LayersModel): layers.Layer[] {
  return model.layers.flatMap((layer) =>
    'layers' in layer ? allLayers(layer as unknown as LayersModel) : [layer],
  );
}

/** The variables behind all weights of a model, trainable or not, in its order. */
export function allVariables(model: LayersModel): Variable[] {
  return model.weights.map((weight) => (weight as unknown as { val: Variable }).val);
}
