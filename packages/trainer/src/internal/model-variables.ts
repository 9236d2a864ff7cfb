import type { Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/**
 * The variables behind a model's trainable weights by the names that they are saved under. A layer variable hides its
 * tfjs variable, and the unique name of the latter depends on what else was built in this process.
 */
export function trainableVariables(model: LayersModel): Record<string, Variable> {
  return Object.fromEntries(
    model.trainableWeights.map((weight) => {
      const { val, originalName } = weight as unknown as { val: Variable; originalName: string };
      return [originalName, val];
    }),
  );
}
