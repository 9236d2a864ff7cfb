import { isAugmixError } from '@augmix/core';
import type { Backend } from '@augmix/core/tensor';
import { claim, claimSame, shown } from '../internal/claim.js';
import { keepingBackend } from '../internal/keeping-backend.js';
import type { Law, Subject } from '../law.js';

/** Starts it and looks; a backend that cannot run on this machine says so. */
const withBackend = (
  { create, tf }: Subject<Backend>,
  look: (backend: Backend) => Promise<void>,
): Promise<void> =>
  keepingBackend(tf, async () => {
    const backend = await create();
    try {
      await backend.start();
    } catch (error) {
      claim(
        isAugmixError(error) && error.code === 'BACKEND_UNAVAILABLE',
        `start threw ${String(error)}, which is not the error BACKEND_UNAVAILABLE`,
      );
      return;
    }
    await look(backend);
  });

/** What holds for a backend. */
export const backendLaws: readonly Law<Backend>[] = [
  {
    name: 'starts, or says that it is not available',
    because:
      '`start` makes it the current backend, again too; where it cannot run it throws BACKEND_UNAVAILABLE',
    check: (subject) => withBackend(subject, (backend) => backend.start()),
  },
  {
    name: 'is described in facts',
    because: '`describe` gives texts for environment.json and augmix doctor',
    check: (subject) =>
      withBackend(subject, async (backend) => {
        const facts = Object.entries(await backend.describe());
        claim(facts.length > 0, 'there are none');
        for (const [name, fact] of facts) claim(typeof fact === 'string', `${name} is ${shown(fact)}`);
      }),
  },
  {
    name: 'computes',
    because: 'TensorFlow.js runs on it once it has started',
    check: async (subject) => {
      const { tf } = subject;
      if (!tf) return;
      await withBackend(subject, async () => {
        const product = tf.tidy(() => tf.matMul(tf.tensor([1, 2, 3, 4], [2, 2]), tf.tensor([5, 6], [2, 1])));
        const values = [...(await product.data())];
        product.dispose();
        claimSame(values, [17, 39], `[[1, 2], [3, 4]] · [[5], [6]] on ${tf.getBackend()}`);
      });
    },
  },
];
