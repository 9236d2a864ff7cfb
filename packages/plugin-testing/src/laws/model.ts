import type { Model } from '@augmix/core/tensor';
import { claim, claimSame } from '../internal/claim.js';
import { difference } from '../internal/difference.js';
import { claimNoLeak, tensorFlowOf } from '../internal/tensors.js';
import type { Law, Subject } from '../law.js';
import type { Artifacts, Network, Tensor } from '../tensorflow.js';

const spec = { inputShape: [32, 32, 3], classes: 7, seed: 1 } as const;
const images = 2;

const pixels = Array.from({ length: images * 32 * 32 * 3 }, (_, index) => Math.sin(index));

async function withNetwork<Result>(
  subject: Subject<Model>,
  seed: number,
  look: (network: Network) => Promise<Result> | Result,
): Promise<Result> {
  const network = (await subject.create()).build({ ...spec, seed });
  try {
    return await look(network);
  } finally {
    network.dispose();
  }
}

async function logitsOf(subject: Subject<Model>, network: Network): Promise<number[]> {
  const tf = tensorFlowOf(subject);
  const logits = tf.tidy(() => network.predict(tf.tensor(pixels, [images, 32, 32, 3])) as Tensor);
  const values = [...(await logits.data())];
  logits.dispose();
  return values;
}

/** The weights in the order of the layers; names differ from one network to the next. */
const weightsOf = (network: Network): Promise<Float32Array[]> =>
  Promise.all(network.getWeights().map((weight) => weight.data() as Promise<Float32Array>));

async function savedAndLoaded(subject: Subject<Model>, network: Network): Promise<Network> {
  const tf = tensorFlowOf(subject);
  let artifacts: Artifacts = {};
  await network.save({
    save: async (given: Artifacts) => {
      artifacts = given;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  return tf.loadLayersModel!({ load: async () => artifacts as never });
}

/** What holds for a model. */
export const modelLaws: readonly Law<Model>[] = [
  {
    name: 'takes images and gives a logit for each class',
    because: '`build` gives a network with one input [B, H, W, C] and one output [B, classes]',
    check: (subject) =>
      withNetwork(subject, 1, ({ inputs, outputs }) => {
        claimSame(
          inputs.map(({ shape }) => shape),
          [[null, ...spec.inputShape]],
          'its inputs',
        );
        claimSame(
          outputs.map(({ shape }) => shape),
          [[null, spec.classes]],
          'its outputs',
        );
      }),
  },
  {
    name: 'gives finite logits, the same for the same images',
    because: 'predictions draw nothing: layers such as dropout are at rest outside training',
    check: (subject) =>
      withNetwork(subject, 1, async (network) => {
        const logits = await logitsOf(subject, network);
        claim(logits.every(Number.isFinite), `its logits are ${logits.slice(0, spec.classes).join(', ')}`);
        claimSame(await logitsOf(subject, network), logits, 'the logits of the same images');
      }),
  },
  {
    name: 'starts with weights that its seed determines',
    because:
      'weights are drawn from streams of the seed with purpose layer: the same seed gives the same network',
    check: async (subject) => {
      tensorFlowOf(subject);
      const first = await withNetwork(subject, 1, weightsOf);
      claimSame(await withNetwork(subject, 1, weightsOf), first, 'the weights of the same seed');
      const other = await withNetwork(subject, 2, weightsOf);
      claim(difference(other, first) !== undefined, 'seeds 1 and 2 give the same weights');
    },
  },
  {
    name: 'is loaded from what it saves',
    because: 'its layers have standard class names and configs, so that any TensorFlow.js program loads it',
    check: async (subject) => {
      // Of the layers package, which not everybody passes in.
      if (!tensorFlowOf(subject).loadLayersModel) return;
      await withNetwork(subject, 1, async (network) => {
        const loaded = await savedAndLoaded(subject, network);
        claimSame(await logitsOf(subject, loaded), await logitsOf(subject, network), 'the loaded network');
        loaded.dispose();
      });
    },
  },
  {
    name: 'leaves no tensors behind',
    because: 'a network that is disposed of frees its weights',
    check: (subject) =>
      claimNoLeak(tensorFlowOf(subject), 'building it and disposing of it', () =>
        withNetwork(subject, 1, () => {}),
      ),
  },
];
