import { createImage, defineOp, z, type Image, type Op } from '@augmix/core';

const options = z.strictObject({
  strongest: z.int().min(1).max(255).default(90).describe('Levels that are added at severity 10.'),
});

/** Options of `vendor/plugin-name` as a config states them. */
export type PluginNameOptions = z.input<typeof options>;

/** What is drawn, in final numbers: a trace holds it, and a replay gives the same image. */
export interface PluginNameArgs {
  levels: number;
}

/** Adds levels to every value, at most to 255. Any size, any number of channels. */
export function applyPluginName(
  image: Image,
  { levels }: PluginNameArgs,
  out: Image = createImage(image.width, image.height, image.channels),
): Image {
  for (let index = 0; index < image.data.length; index++) {
    out.data[index] = Math.min(255, image.data[index] + levels);
  }
  return out;
}

/** The op itself, for use without a registry. */
export function pluginNameOp({ strongest = 90 }: PluginNameOptions = {}): Op<PluginNameArgs> {
  return {
    name: 'vendor/plugin-name',
    identity: { levels: 0 },
    // In an AugMix chain: severity is above 0, at most 10.
    fromSeverity: (stream, severity) => ({
      levels: Math.round((strongest * stream.uniform(0, severity)) / 10),
    }),
    // As one of a run's transforms.
    sample: (stream) => ({ levels: stream.integer(0, strongest + 1) }),
    apply: applyPluginName,
  };
}

/** The op as a plugin. */
export const pluginNamePlugin = defineOp({
  name: 'vendor/plugin-name',
  summary: 'Makes the image lighter.',
  options,
  load: async () => pluginNameOp,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'op/vendor/plugin-name': PluginNameOptions;
  }
}
