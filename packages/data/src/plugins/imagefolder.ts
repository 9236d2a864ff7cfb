import { defineDataset, z } from '@augmix/core';
import type { ImageFolderOptions } from '../imagefolder/imagefolder.js';

const length = z.int().min(1);
const subFolder = z.string().min(1).optional();

const options = z.strictObject({
  folder: z
    .string()
    .min(1)
    .describe(
      'Folder with train and test (or val), or with a folder for each class, from the folder of the config.',
    ),
  train: subFolder.describe('Sub-folder to train on; default: train.'),
  test: subFolder.describe(
    'Sub-folder to judge with; default: the first of test, val and validation, or the folder itself when it has no splits.',
  ),
  resize: z
    .union([
      length,
      z.strictObject({ width: length.describe('Pixels across.'), height: length.describe('Pixels down.') }),
    ])
    .optional()
    .describe('Length of the shorter side, or width and height, that pictures without transforms get.'),
  size: length
    .optional()
    .describe('Side of the square that is then cut out of the middle of pictures without transforms.'),
  onError: z
    .enum(['fail', 'skip'])
    .default('fail')
    .describe(
      'Whether a picture that cannot be read is an error, or is left out; skip looks at all of them first.',
    ),
  classes: z
    .union([z.array(z.string().min(1)), z.record(z.string(), z.int().min(0)), z.string().min(1)])
    .optional()
    .describe(
      'Class folders in label order, or the label of each, or a file with either; default: the class folders, sorted.',
    ),
});

export const imageFolderPlugin = defineDataset({
  name: 'imagefolder',
  summary: 'Pictures in folders that are named after their classes: PNG, JPEG and WebP files.',
  options,
  load: async () => (await import('../imagefolder/imagefolder.js')).imageFolder,
});

declare module '@augmix/core' {
  interface PluginTypes {
    'dataset/imagefolder': ImageFolderOptions;
  }
}
