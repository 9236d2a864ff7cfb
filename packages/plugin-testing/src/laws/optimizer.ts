import type { NamedTensors, Optimizer } from '@augmix/core/tensor';
import { claim, claimSame, shown } from '../internal/claim.js';
import { claimNoLeak, tensorFlowOf } from '../internal/tensors.js';
import type { Law, Subject } from '../law.js';
import type { TensorFlow, Variables } from '../tensorflow.js';

const start: Record<string, number[]> = { kernel: [1, -2, 3, 0.5], bias: [0.25] };
const gradientAt = (step: number): Record<string, number[]> => ({
  kernel: [1 + step, -1, 0.5, 2 - step],
  bias: [0.5],
});

const tensorsOf = (tf: TensorFlow, values: Record<string, number[]>): NamedTensors =>
  Object.fromEntries(Object.entries(values).map(([name, list]) => [name, tf.tensor(list, [list.length])]));

const numbersOf = async (tensors: NamedTensors): Promise<Record<string, number[]>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(tensors).map(
        async ([name, tensor]) => [name, [...(await tensor.data())]] as [string, number[]],
      ),
    ),
  );

/** A training of a few weights. */
class Training {
  readonly variables: Variables;
  readonly #tf: TensorFlow;
  readonly optimizer: Optimizer;
  constructor(tf: TensorFlow, optimizer: Optimizer, values = start) {
    this.#tf = tf;
    this.optimizer = optimizer;
    const tensors = tensorsOf(tf, values);
    this.variables = Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [name, tf.variable(tensor)]),
    );
    for (const tensor of Object.values(tensors)) tensor.dispose();
  }
  /** As a training step does it: inside tf.tidy, which takes everything that is not kept. */
  step(step: number, rate = 0.1): this {
    this.#tf.tidy(() => this.optimizer.step(this.variables, tensorsOf(this.#tf, gradientAt(step)), rate));
    return this;
  }
  weights(): Promise<Record<string, number[]>> {
    return numbersOf(this.variables);
  }
  dispose(): void {
    this.optimizer.dispose();
    for (const variable of Object.values(this.variables)) variable.dispose();
  }
}

async function training(subject: Subject<Optimizer>, values = start): Promise<Training> {
  return new Training(tensorFlowOf(subject), await subject.create(), values);
}

/** What holds for an optimizer. */
export const optimizerLaws: readonly Law<Optimizer>[] = [
  {
    name: 'says its learning rate',
    because: '`learningRate` is the positive base rate that schedules scale',
    check: async (subject) => {
      const optimizer = await subject.create();
      const { learningRate } = optimizer;
      optimizer.dispose();
      claim(Number.isFinite(learningRate) && learningRate > 0, `it is ${shown(learningRate)}`);
    },
  },
  {
    name: 'moves weights against their gradient',
    because: '`step` changes the variables in place, every one, downhill and to finite values',
    check: async (subject) => {
      const run = (await training(subject, { kernel: [0, 0, 0, 0], bias: [0] })).step(0);
      const weights = await run.weights();
      run.dispose();
      for (const [name, gradient] of Object.entries(gradientAt(0))) {
        gradient.forEach((slope, index) => {
          const value = weights[name][index];
          claim(
            Number.isFinite(value) && value * slope < 0,
            `from 0, with a gradient of ${slope}, ${name}[${index}] went to ${value}`,
          );
        });
      }
    },
  },
  {
    name: 'does the same again',
    because: 'an optimizer draws nothing, and two of them share nothing',
    check: async (subject) => {
      const [one, other] = [await training(subject), await training(subject)];
      for (const step of [0, 1, 2]) {
        one.step(step);
        other.step(step);
      }
      const weights = await one.weights();
      claimSame(await other.weights(), weights, 'the weights of a second one');
      one.dispose();
      other.dispose();
    },
  },
  {
    name: 'goes on from its saved state',
    because:
      '`state` holds all that a resume needs, and `restore` takes a copy of it: resumed weights are the same',
    check: async (subject) => {
      const tf = tensorFlowOf(subject);
      const whole = (await training(subject)).step(0).step(1);
      const state = await numbersOf(whole.optimizer.state());
      const resumed = await training(subject, await whole.weights());
      const saved = tensorsOf(tf, state);
      for (const [name, tensor] of Object.entries(whole.optimizer.state())) {
        const flat = saved[name];
        saved[name] = flat.reshape(tensor.shape);
        flat.dispose();
      }
      resumed.optimizer.restore(saved);
      for (const tensor of Object.values(saved)) tensor.dispose();
      const weights = await whole.step(2).weights();
      claimSame(await resumed.step(2).weights(), weights, 'the weights after a resume');
      whole.dispose();
      resumed.dispose();
    },
  },
  {
    name: 'leaves no tensors behind',
    because: 'what it keeps is in its state, and `dispose` frees that',
    check: (subject) =>
      claimNoLeak(tensorFlowOf(subject), 'training with it and disposing of it', async () => {
        (await training(subject)).step(0).step(1).dispose();
      }),
  },
];
