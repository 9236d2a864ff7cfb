import { defineAugmentation, pluginRef, z, type Augmentation, type Op } from '@augmix/core';

const options = z.strictObject({
  op: pluginRef('op').default('rotate').describe('The op that makes the view.'),
  severity: z.number().positive().max(10).default(3).describe('Strength of the op, above 0, at most 10.'),
});

/** Options of `vendor/plugin-name` as a config states them. */
export type PluginNameOptions = z.input<typeof options>;

/** Everything drawn, as plain JSON: a replay gives the same view. */
export interface PluginNameTrace {
  args: unknown;
}

/** One op, always applied. The op has `fromSeverity`. */
export function pluginNameAugmentation(op: Op, severity: number): Augmentation<PluginNameTrace> {
  return {
    sample: (stream, size) => ({ args: op.fromSeverity?.(stream, severity, size) }),
    render(image, { args }, { mean, std }, out) {
      const { data, channels } = op.apply(image, args);
      for (let index = 0; index < data.length; index++) {
        // A single entry serves every channel.
        const channel = index % channels;
        const centre = mean[mean.length === 1 ? 0 : channel];
        const scale = std[std.length === 1 ? 0 : channel];
        out[index] = (data[index] / 255 - centre) / scale;
      }
    },
  };
}

/** The augmentation as a plugin. */
export const pluginNamePlugin = defineAugmentation({
  name: 'vendor/plugin-name',
  summary: 'One op, always applied.',
  options,
  load:
    async () =>
    async ({ op, severity }, context) =>
      pluginNameAugmentation(await context.create('op', op), severity),
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/vendor/plugin-name': PluginNameOptions;
  }
}
