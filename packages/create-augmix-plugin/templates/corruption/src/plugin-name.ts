import { createImage, defineCorruption, z, type Corruption } from '@augmix/core';

const options = z.strictObject({
  darkest: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe('What is left of the light at severity 5, as a share.'),
});

/** Options of `vendor/plugin-name` as a config states them. */
export type PluginNameOptions = z.input<typeof options>;

/** What is drawn, in final numbers and plain JSON. */
export interface PluginNameParams {
  share: number;
}

/** Takes away light, a little more or less from one image to the next. Any size, any number of channels. */
export function pluginNameCorruption({
  darkest = 0.2,
}: PluginNameOptions = {}): Corruption<PluginNameParams> {
  return {
    sample: (stream, severity) => ({
      share: 1 - ((1 - darkest) * severity * stream.uniform(0.9, 1)) / 5,
    }),
    apply({ data, width, height, channels }, { share }) {
      const result = createImage(width, height, channels);
      for (let index = 0; index < data.length; index++) result.data[index] = Math.round(data[index] * share);
      return result;
    },
  };
}

/** The corruption as a plugin. */
export const pluginNamePlugin = defineCorruption({
  name: 'vendor/plugin-name',
  summary: 'Takes away light.',
  options,
  load: async () => pluginNameCorruption,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'corruption/vendor/plugin-name': PluginNameOptions;
  }
}
