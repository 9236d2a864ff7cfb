import { z } from '@augmix/core';
import { defineBackend } from '@augmix/core/tensor';

const options = z.strictObject({});

export type AutoOptions = z.input<typeof options>;

export const autoPlugin = defineBackend({
  name: 'auto',
  summary: 'TensorFlow where it is installed, else WebAssembly; a run records which one it was.',
  options,
  load: async () => {
    const { autoBackend } = await import('../auto-backend.js');
    return (_, context) => autoBackend(context);
  },
});
