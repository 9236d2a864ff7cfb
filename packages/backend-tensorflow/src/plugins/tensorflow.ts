import { z } from '@augmix/core';
import { defineBackend } from '@augmix/core/tensor';

const options = z.strictObject({
  source: z
    .enum(['augmix', 'project'])
    .default('augmix')
    .describe('Where it comes from: `augmix backend install tensorflow`, or the tfjs-node of the project.'),
  version: z.string().optional().describe('Version of TensorFlow, of those that are installed; the newest.'),
  device: z
    .enum(['cpu', 'gpu'])
    .optional()
    .describe('Whether the library has kernels for a GPU; whatever is there.'),
  threads: z.int().min(1).max(1024).optional().describe('Threads of an operation; all cores.'),
});

/**
 * TensorFlow: the fastest backend, on every core or on a GPU, once `augmix backend install tensorflow` has fetched it.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { tensorflow } from '@augmix/backend-tensorflow/plugins';
 * const registry = createRegistry().use(tensorflow);
 * const backend = await registry.create('backend', { type: 'tensorflow', threads: 2 });
 * typeof backend.start; // => 'function'
 * ```
 */
export const tensorflow = defineBackend({
  name: 'tensorflow',
  summary: 'TensorFlow through tfjs-node: the fastest; `augmix backend install tensorflow` fetches it.',
  options,
  load: async () => {
    const { isTensorflowInstalled, runningBackend, startTensorflowBackend } =
      await import('../start-tensorflow-backend.js');
    return (options, { folder }) => ({
      isInstalled: () => isTensorflowInstalled({ ...options, folder }),
      async start() {
        await startTensorflowBackend({ ...options, folder });
      },
      async describe() {
        const { version, tfjsNode, device, threads } = runningBackend();
        return { tensorflow: version, 'tfjs-node': tfjsNode ?? 'unknown', device, threads: String(threads) };
      },
    });
  },
});

declare module '@augmix/core' {
  interface PluginTypes {
    'backend/tensorflow': z.input<typeof options>;
  }
}
