import type { GraphModel } from '@tensorflow/tfjs-converter';
import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import type { ModelDescription } from '../preprocessing.js';
import { checkDtype, checkSingleInput, chooseOutput } from './model-ends.js';
import type { Network } from './network.js';

type Info = { name: string; shape?: number[]; dtype: string };

/** A graph of TensorFlow operations as a network; disposing of it leaves the graph alone. */
export function graphNetwork(model: GraphModel, { model: file, output }: ModelDescription): Network {
  const inputs = model.inputs as Info[];
  checkSingleInput(
    inputs.map(({ name }) => name),
    file,
  );
  const [{ name, shape, dtype: found }] = inputs;
  const dtype = checkDtype('input', found, ['float32', 'int32'], file);
  const outputs = model.outputs as Info[];
  const names = outputs.map((each) => each.name);
  const wanted = (output !== undefined && signatureNode(model, output)) || output;
  const place = chooseOutput(names, wanted, file);
  // Graphs with branches and loops say so when they are run, and can only be run the slow way.
  let isDynamic = false;

  async function execute(input: Tensor): Promise<Tensor> {
    if (!isDynamic) {
      try {
        return model.execute({ [name]: input }, names[place]) as Tensor;
      } catch (error) {
        if (!/dynamic op/.test((error as Error).message)) throw error;
        isDynamic = true;
      }
    }
    return (await model.executeAsync({ [name]: input }, names[place])) as Tensor;
  }

  return {
    // An unknown shape is read as one without axes.
    input: { shape: shape?.length ? shape.map((side) => (side > 0 ? side : null)) : undefined, dtype },
    async run(values, shape) {
      const input = tensor(values, shape, dtype);
      try {
        const logits = await execute(input);
        checkDtype('output', logits.dtype, ['float32'], file);
        const result = { values: (await logits.data()) as Float32Array, shape: logits.shape };
        logits.dispose();
        return result;
      } finally {
        input.dispose();
      }
    },
    dispose() {},
  };
}

/** The node that a signature's output stands for: users know the one, the graph the other. */
function signatureNode(model: GraphModel, output: string): string | undefined {
  const { outputs } = (model.modelSignature ?? {}) as { outputs?: Record<string, { name: string }> };
  return outputs?.[output]?.name.replace(/:0$/, '');
}
