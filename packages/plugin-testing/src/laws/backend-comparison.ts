import { isAugmixError, type AnyPlugin, type PluginRef, type Registry } from '@augmix/core';
import type { Backend, Loss, Model, NamedTensors, Optimizer } from '@augmix/core/tensor';
import type * as tfjs from '@tensorflow/tfjs-core';
import { claim } from '../internal/claim.js';
import { claimClose, compareCase, opsOf, reference, valuesOf } from '../internal/compared.js';
import { keepingBackend } from '../internal/keeping-backend.js';
import { kernelFamilies, type Ops } from '../internal/kernel-cases.js';
import { registryOf } from '../internal/registry-of.js';
import type { Law, Subject } from '../law.js';
import type { SharedSettings, TrainingSettings } from '../settings.js';

/** Starts the backend and looks. One that cannot run here is not looked at. */
function onBackend(
  subject: Subject<Backend>,
  look: (tf: Ops, backend: string) => Promise<void>,
): Promise<void> {
  const tf = opsOf(subject);
  return keepingBackend(subject.tf, async () => {
    try {
      await (await subject.create()).start();
    } catch (error) {
      if (isAugmixError(error) && error.code === 'BACKEND_UNAVAILABLE') return;
      throw error;
    }
    await look(tf, tf.getBackend());
  });
}

const familyLaws: readonly Law<Backend>[] = kernelFamilies.map(({ what, cases }) => ({
  name: `computes ${what} as the ${reference} backend does`,
  because: `values and gradients agree to 1e-5 of the largest with those of backend ${reference}, and no tensor is left behind`,
  check: (subject) =>
    onBackend(subject, async (tf, backend) => {
      for (const each of cases) await compareCase(tf, backend, each);
    }),
}));

const [batch, side, classes] = [4, 16, 4] as const;

interface StepResult {
  loss: number;
  gradients: Record<string, Float32Array>;
}

/** One training step from the weights of the same seed, and the weights after steps on given gradients. */
class Training {
  readonly #registry: Registry<AnyPlugin>;
  readonly #settings: TrainingSettings;

  constructor(registry: Registry<AnyPlugin>, settings: TrainingSettings) {
    this.#registry = registry;
    this.#settings = settings;
  }

  async #create<Instance>(kind: 'model' | 'loss' | 'optimizer', ref: PluginRef): Promise<Instance> {
    return (await this.#registry.create(kind, ref)) as Instance;
  }

  async step(tf: Ops): Promise<StepResult> {
    const { views = 3 } = this.#settings;
    const model = await this.#create<Model>('model', this.#settings.model);
    const loss = await this.#create<Loss>('loss', this.#settings.loss);
    const network = model.build({ inputShape: [side, side, 3], classes, seed: 1 });
    const variables = network.trainableWeights.map((weight) => weight.read() as tfjs.Variable);
    const shape = [views * batch, side, side, 3];
    const labels = Array.from({ length: batch * classes }, (_, i) => (i % (classes + 1) === 0 ? 1 : 0));
    const { value, grads } = tf.tidy(() => {
      const images = tf.tensor(valuesOf(shape, 0), shape);
      const targets = tf.tensor2d(labels, [batch, classes]);
      return tf.variableGrads(
        () =>
          loss.compute({
            logits: network.apply(images, { training: true }) as tfjs.Tensor2D,
            labels: targets,
            views,
          }),
        variables,
      );
    });
    const gradients: StepResult['gradients'] = {};
    // Names differ from one network to the next, their order does not.
    for (const [i, { name }] of variables.entries())
      gradients[`weight ${i}`] = (await grads[name].data()) as Float32Array;
    const result = { loss: (await value.data())[0], gradients };
    tf.dispose([value, grads]);
    network.dispose();
    return result;
  }

  /** Values after three steps. */
  async update(tf: Ops): Promise<number[]> {
    const optimizer = await this.#create<Optimizer>('optimizer', this.#settings.optimizer);
    const shapes = [[3, 3, 2, 4], [4], [4, 3], [3]];
    const variables = Object.fromEntries(
      shapes.map((shape, i) => [`w${i}`, tf.tidy(() => tf.variable(tf.tensor(valuesOf(shape, i), shape)))]),
    );
    for (let step = 0; step < 3; step++) {
      const gradients: NamedTensors = Object.fromEntries(
        shapes.map((shape, i) => [`w${i}`, tf.tensor(valuesOf(shape, 10 * (step + 1) + i), shape)]),
      );
      optimizer.step(variables, gradients, 0.1);
      tf.dispose(gradients);
    }
    const values: number[] = [];
    for (const variable of Object.values(variables))
      values.push(...((await variable.data()) as Float32Array));
    optimizer.dispose();
    tf.dispose(variables);
    return values;
  }
}

const trainingLaws = (training: Training): readonly Law<Backend>[] => [
  {
    name: `takes a training step as the ${reference} backend does`,
    because:
      'from the same weights the loss agrees to 1e-5 and the gradient to 2 % of its norm, float32 noise included',
    check: (subject) =>
      onBackend(subject, async (tf, backend) => {
        await training.step(tf);
        const before = tf.memory().numTensors;
        const found = await training.step(tf);
        const left = tf.memory().numTensors - before;
        claim(left <= 0, `a step leaves ${left} tensors behind`);
        await tf.setBackend(reference);
        const expected = await training.step(tf);
        await tf.setBackend(backend);
        claimClose([found.loss], [expected.loss], 'the loss', 1e-5);
        const distance = relativeDistance(found.gradients, expected.gradients);
        claim(distance <= 0.02, `the gradient differs by ${(100 * distance).toFixed(2)} % of its norm`);
      }),
  },
  {
    name: `updates weights as the ${reference} backend does`,
    because: 'given the same gradients an optimizer arrives at the same weights to 1e-6',
    check: (subject) =>
      onBackend(subject, async (tf, backend) => {
        const found = await training.update(tf);
        await tf.setBackend(reference);
        const expected = await training.update(tf);
        await tf.setBackend(backend);
        claimClose(found, expected, 'the weights after three steps', 1e-6);
      }),
  },
];

/** ‖a − b‖ / ‖b‖ over all weights. */
function relativeDistance(a: StepResult['gradients'], b: StepResult['gradients']): number {
  let [difference, norm] = [0, 0];
  for (const [name, values] of Object.entries(b)) {
    values.forEach((value, i) => {
      difference += (a[name][i] - value) ** 2;
      norm += value ** 2;
    });
  }
  return Math.sqrt(difference / norm);
}

/**
 * The laws that compare a backend with another. They need all of TensorFlow.js's ops, their gradients and backend `cpu`,
 * as `@tensorflow/tfjs` brings them, and are left out where those were not passed in.
 */
export function comparisonLaws(settings: SharedSettings): readonly Law<Backend>[] {
  const tf = settings.tf as unknown as Partial<Ops> | undefined;
  const isComplete = tf?.findBackendFactory?.(reference) && tf.getGradient?.('Conv2D');
  if (!isComplete) return [];
  const { training } = settings;
  return [...familyLaws, ...(training ? trainingLaws(new Training(registryOf(settings), training)) : [])];
}
