import { createImage, defineDataset, keyedStream, z, type Dataset, type DatasetSplit } from '@augmix/core';

const options = z.strictObject({
  images: z
    .int()
    .min(2)
    .default(200)
    .describe('Number of images to train on; there are half as many to test with.'),
  size: z.int().min(4).default(32).describe('Side of the images, in pixels.'),
});

/** Options of `vendor/plugin-name` as a config states them. */
export type PluginNameOptions = z.input<typeof options>;

const classes = ['horizontal', 'vertical'];

function stripes(seed: number, length: number, size: number): DatasetSplit {
  return {
    length,
    label: (index) => index % classes.length,
    // The same index gives the same image, in whatever order it is read.
    read(index) {
      const stream = keyedStream({ seed, purpose: 'base', index });
      const [period, shift] = [stream.integer(2, 7), stream.integer(0, 7)];
      const image = createImage(size, size, 3);
      for (let at = 0; at < image.data.length; at++) {
        const pixel = Math.floor(at / 3);
        const place = index % 2 === 0 ? Math.floor(pixel / size) : pixel % size;
        image.data[at] = Math.floor((place + shift) / period) % 2 === 0 ? 40 : 210;
      }
      return image;
    },
  };
}

/** Stripes that run one way or the other. A real data set reads files from a folder in its options. */
export function pluginNameDataset({ images = 200, size = 32 }: PluginNameOptions = {}): Dataset {
  return {
    classes,
    shape: { width: size, height: size, channels: 3 },
    normalization: { mean: [0.5], std: [0.5] },
    open: async (split) =>
      split === 'train' ? stripes(1, images, size) : stripes(2, Math.floor(images / 2), size),
  };
}

/** The data set as a plugin. */
export const pluginNamePlugin = defineDataset({
  name: 'vendor/plugin-name',
  summary: 'Stripes that run one way or the other.',
  options,
  load: async () => pluginNameDataset,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'dataset/vendor/plugin-name': PluginNameOptions;
  }
}
