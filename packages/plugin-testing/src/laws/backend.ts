import { isAugmixError } from '@augmix/core';
import type { Backend } from '@augmix/core/tensor';
import { claim, claimSame, shown } from '../internal/claim.js';
import type { Law } from '../law.js';

/** Starts it and looks; a backend that cannot run on this machine says so. */
async function withBackend(backend: Backend, look: () => Promise<void>): Promise<void> {
  try {
    await backend.start();
  } catch (error) {
    claim(
      isAugmixError(error) && error.code === 'BACKEND_UNAVAILABLE',
      `start threw ${String(error)}, which is not the error BACKEND_UNAVAILABLE`,
    );
    return;
  }
  await look();
}

/** What holds for a backend. */
export const backendLaws: readonly Law<Backend>[] = [
  {
    name: 'starts, or says that it is not available',
    because:
      '`start` makes it the current backend, again too; where it cannot run it throws BACKEND_UNAVAILABLE',
    check: async ({ create }) => {
      const backend = await create();
      await withBackend(backend, () => backend.start());
    },
  },
  {
    name: 'is described in facts',
    because: '`describe` gives texts for environment.json and augmix doctor',
    check: async ({ create }) => {
      const backend = await create();
      await withBackend(backend, async () => {
        const facts = Object.entries(await backend.describe());
        claim(facts.length > 0, 'there are none');
        for (const [name, fact] of facts) claim(typeof fact === 'string', `${name} is ${shown(fact)}`);
      });
    },
  },
  {
    name: 'computes',
    because: 'TensorFlow.js runs on it once it has started',
    check: async ({ create, tf }) => {
      if (!tf) return;
      await withBackend(await create(), async () => {
        const product = tf.tidy(() => tf.matMul(tf.tensor([1, 2, 3, 4], [2, 2]), tf.tensor([5, 6], [2, 1])));
        const values = [...(await product.data())];
        product.dispose();
        claimSame(values, [17, 39], `[[1, 2], [3, 4]] · [[5], [6]] on ${tf.getBackend()}`);
      });
    },
  },
];
