import type { Loss } from '@augmix/core/tensor';
import { claim, claimSame, shown } from '../internal/claim.js';
import { claimNoLeak, tensorFlowOf } from '../internal/tensors.js';
import type { Law } from '../law.js';
import type { Rows, Tensor, TensorFlow } from '../tensorflow.js';

const images = 2;
const classes = 3;
const step = 0.02;

/** One-hot for the first image, soft for the second. */
const labelValues = [1, 0, 0, 0, 0.25, 0.75];
const logitValues = (views: number): number[] =>
  Array.from({ length: views * images * classes }, (_, index) => 1.5 * Math.sin(index * 1.7 + 1));

/** The fewest views that it works with, and the three of AugMix. */
const viewCounts = ({ minimumViews = 1 }: Loss): number[] => [
  ...new Set([minimumViews, Math.max(3, minimumViews)]),
];

/** The loss of logits, as TensorFlow.js sees it. */
const lossOf =
  (tf: TensorFlow, loss: Loss, views: number) =>
  (logits: Tensor): Tensor =>
    loss.compute({
      logits: logits as Rows,
      labels: tf.tensor(labelValues, [images, classes]) as Rows,
      views,
    });

const logitsOf = (tf: TensorFlow, values: number[], views: number): Tensor =>
  tf.tensor(values, [views * images, classes]);

async function numbersOf(tf: TensorFlow, make: () => Tensor): Promise<number[]> {
  const tensor = tf.tidy(make);
  const values = [...(await tensor.data())];
  tensor.dispose();
  return values;
}

async function valueOf(tf: TensorFlow, loss: Loss, values: number[], views: number): Promise<number> {
  const [value] = await numbersOf(tf, () => lossOf(tf, loss, views)(logitsOf(tf, values, views)));
  return value;
}

/** Differences of the loss when one logit after the other moves a little. */
async function differences(tf: TensorFlow, loss: Loss, views: number): Promise<number[]> {
  const slopes: number[] = [];
  for (const index of logitValues(views).keys()) {
    const moved = (by: number): number[] =>
      logitValues(views).map((value, place) => (place === index ? value + by : value));
    const above = await valueOf(tf, loss, moved(step), views);
    const below = await valueOf(tf, loss, moved(-step), views);
    slopes.push((above - below) / (2 * step));
  }
  return slopes;
}

/** What holds for a loss. */
export const lossLaws: readonly Law<Loss>[] = [
  {
    name: 'says how many views it needs',
    because:
      '`minimumViews`, where there is one, is a whole number of at least 1; a run with fewer is refused',
    check: async ({ create }) => {
      const { minimumViews = 1 } = await create();
      claim(Number.isInteger(minimumViews) && minimumViews >= 1, `minimumViews is ${shown(minimumViews)}`);
    },
  },
  {
    name: 'gives one finite number',
    because:
      '`compute` gives a scalar, a tensor of shape [], of logits [views · B, classes] and labels [B, classes]',
    check: async (subject) => {
      const tf = tensorFlowOf(subject);
      const loss = await subject.create();
      for (const views of viewCounts(loss)) {
        const scalar = tf.tidy(() => lossOf(tf, loss, views)(logitsOf(tf, logitValues(views), views)));
        const { shape } = scalar;
        const [value] = await scalar.data();
        scalar.dispose();
        claim(shape.length === 0, `with ${views} views it gives a tensor of shape [${shape.join(', ')}]`);
        claim(Number.isFinite(value), `with ${views} views it is ${value}`);
      }
    },
  },
  {
    name: 'gives the same for the same logits',
    because: 'a loss draws nothing and remembers nothing',
    check: async (subject) => {
      const tf = tensorFlowOf(subject);
      const loss = await subject.create();
      for (const views of viewCounts(loss)) {
        const first = await valueOf(tf, loss, logitValues(views), views);
        await valueOf(tf, loss, logitValues(views).reverse(), views);
        claimSame(await valueOf(tf, loss, logitValues(views), views), first, 'the second time');
      }
    },
  },
  {
    name: 'has the gradient of its values',
    because: 'it is made of TensorFlow.js ops, so that its gradient is what small steps of the logits show',
    check: async (subject) => {
      const tf = tensorFlowOf(subject);
      const loss = await subject.create();
      for (const views of viewCounts(loss)) {
        const gradient = await numbersOf(tf, () =>
          tf.grad(lossOf(tf, loss, views))(logitsOf(tf, logitValues(views), views)),
        );
        const slopes = await differences(tf, loss, views);
        const tolerance = 1e-3 + 0.02 * Math.max(...slopes.map(Math.abs));
        slopes.forEach((slope, index) =>
          claim(
            Math.abs(gradient[index] - slope) <= tolerance,
            () =>
              `with ${views} views the slope at logit ${index} is ${slope}, the gradient ${gradient[index]}`,
          ),
        );
      }
    },
  },
  {
    name: 'leaves no tensors behind',
    because: 'memory that a step takes is free after it',
    check: async (subject) => {
      const tf = tensorFlowOf(subject);
      const loss = await subject.create();
      const views = viewCounts(loss)[0];
      await claimNoLeak(tf, 'computing it', async () => {
        await valueOf(tf, loss, logitValues(views), views);
      });
    },
  },
  {
    name: 'leaves logits and labels as they were',
    because: 'they belong to the training step',
    check: async (subject) => {
      const tf = tensorFlowOf(subject);
      const loss = await subject.create();
      const views = viewCounts(loss)[0];
      const logits = logitsOf(tf, logitValues(views), views);
      const labels = tf.tensor(labelValues, [images, classes]);
      tf.tidy(() => loss.compute({ logits: logits as Rows, labels: labels as Rows, views })).dispose();
      claim(!logits.isDisposed && !labels.isDisposed, 'it disposed of them');
      logits.dispose();
      labels.dispose();
    },
  },
];
