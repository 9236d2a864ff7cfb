import * as tf from '@tensorflow/tfjs-core';

type Gradients = Record<string, () => tf.Tensor>;

/** An operation that TensorFlow.js has recorded, as far as it is of interest here. */
interface TapeNode {
  /** What its gradient needs of the forward pass. */
  saved?: tf.Tensor[];
  gradient?: (dys: (tf.Tensor | null)[]) => Gradients;
}

/**
 * For use in the function that is differentiated, on its result: makes backpropagation free what each operation has saved
 * and the gradient that arrives at it as soon as both have been used. TensorFlow.js keeps all of them to the end, which is
 * about twice the memory; and what is freed is written next, while it is still in the cache.
 */
export function releaseEarly<Result>(result: Result): Result {
  const { activeTape } = tf.engine().state as unknown as { activeTape: TapeNode[] | null };
  let release = (): void => {};
  const [seen, shared] = [new WeakSet<tf.Tensor>(), new WeakSet<tf.Tensor>()];
  for (const node of activeTape ?? []) {
    const { gradient, saved = [] } = node;
    if (!gradient) continue;
    node.gradient = (dys) => {
      // The operation before this one, in the order of backpropagation, is through.
      release();
      const passedOn = new Set<tf.Tensor>();
      release = () => {
        for (const tensor of [...dys, ...saved]) {
          if (tensor && !passedOn.has(tensor) && !shared.has(tensor)) tensor.dispose();
        }
      };
      const noted = (compute: () => tf.Tensor) => () => {
        const dx = compute();
        (seen.has(dx) ? shared : seen).add(dx);
        passedOn.add(dx);
        return dx;
      };
      return Object.fromEntries(
        Object.entries(gradient(dys)).map(([name, compute]) => [name, noted(compute)]),
      );
    };
  }
  return result;
}
