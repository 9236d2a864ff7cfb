import { z } from '@augmix/core';

/** The options of `cifar10-c` and `cifar100-c`. */
export const cifarCOptions = z.strictObject({
  folder: z
    .string()
    .min(1)
    .describe('Folder with the .npy files (or the one above it), from the folder of the config.'),
  corruption: z
    .string()
    .regex(/^([a-z0-9][a-z0-9.-]*\/)?[a-z0-9]+(_[a-z0-9]+)*$/)
    .describe('Name of the file without .npy, such as gaussian_noise.'),
  severity: z
    .literal([1, 2, 3, 4, 5])
    .describe('How strong the corruption is: which fifth of the file, 1 to 5.'),
  partial: z
    .boolean()
    .default(false)
    .describe('For samples: accepts files with fewer than 5 times 10 000 images.'),
});
