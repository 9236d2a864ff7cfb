import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-node';
import { AugmixError } from '@augmix/core';
import type { ModelDescription } from '../preprocessing.js';
import { checkDtype, checkSingleInput, chooseOutput } from './model-ends.js';
import type { Network } from './network.js';

/** An ONNX session as a network. */
export function onnxNetwork(
  session: InferenceSession,
  createTensor: TensorConstructor,
  { model: file, output }: ModelDescription,
): Network {
  const { inputNames, outputNames } = session;
  // Versions before 1.22 do not tell shapes and types.
  if ((session as Partial<InferenceSession>).inputMetadata === undefined) {
    throw new AugmixError('DEPENDENCY_MISSING', 'onnxruntime-node is too old', {
      expected: '1.22 or later',
      suggestion: 'npm install onnxruntime-node@latest',
    });
  }
  const name = checkSingleInput(inputNames, file);
  const wanted = outputNames[chooseOutput(outputNames, output, file)];
  const input = tensorInfo(session.inputMetadata, name, file);
  const dtype = checkDtype(`input "${name}"`, input.type, ['float32', 'uint8'], file);
  const { type } = tensorInfo(session.outputMetadata, wanted, file);
  checkDtype(`output "${wanted}"`, type, ['float32'], file);
  return {
    // Symbols stand for open lengths; an unknown shape has no axes.
    input: {
      shape: input.shape.length
        ? input.shape.map((side) => (typeof side === 'number' && side > 0 ? side : null))
        : undefined,
      dtype,
    },
    async run(values, shape) {
      const images = new createTensor(dtype, values as Float32Array, shape) as Tensor;
      const { [wanted]: logits } = await session.run({ [name]: images }, [wanted]);
      return { values: logits.data as Float32Array, shape: logits.dims };
    },
    dispose: () => session.release(),
  };
}

function tensorInfo(
  all: readonly InferenceSession.ValueMetadata[],
  name: string,
  file: string,
): InferenceSession.TensorValueMetadata {
  const info = all.find((each) => each.name === name);
  if (info?.isTensor) return info;
  throw new AugmixError('MODEL_INVALID', `the model's "${name}" is no tensor`, {
    file,
    expected: 'a tensor',
  });
}
