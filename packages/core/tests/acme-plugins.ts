// A small package of plugins that the tests register.
import type { createImage } from '../src/index.js';
import { defineAugmentation, defineOp, definePlugins, pluginRef, z, type Op } from '../src/index.js';

/** Adds `by` to every value, at most 255. */
export const brighten = defineOp({
  name: 'brighten',
  summary: 'Adds to every value.',
  options: z.strictObject({ by: z.int().min(0).max(255).default(16), wrap: z.boolean().default(false) }),
  load: async () => (options) => ({
    name: 'brighten',
    options,
    apply: (image: ReturnType<typeof createImage>) => ({
      ...image,
      data: image.data.map((value) => Math.min(255, value + options.by)),
    }),
  }),
});

/** Needs an option, so its name alone is no valid ref. */
export const resize = defineOp({
  name: 'resize',
  summary: 'Changes the size.',
  options: z.strictObject({ width: z.int().min(1) }),
  load: async () => () => ({ name: 'resize', apply: (image: ReturnType<typeof createImage>) => image }),
});

/** Names other plugins in its options, single and in a list. */
export const chain = defineAugmentation({
  name: 'chain',
  summary: 'Applies ops one after the other.',
  options: z.strictObject({
    first: pluginRef('op').default('brighten'),
    ops: z.array(pluginRef('op')).default([]),
    inner: pluginRef('augmentation').optional(),
  }),
  load: async () => async (options, context) => {
    const ops: Op[] = [];
    for (const ref of [options.first, ...options.ops]) ops.push(await context.create('op', ref));
    context.log(`${ops.length} ops in ${context.folder}`);
    return { ops, sample: () => ({}), render: () => {} };
  },
});

export const acme = definePlugins({
  package: 'augmix-plugin-acme',
  module: import.meta.url,
  plugins: [brighten, resize, chain],
});

/** The error that a call throws. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
