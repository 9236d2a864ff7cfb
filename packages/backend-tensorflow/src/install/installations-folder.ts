import { join } from 'node:path';
import { cacheFolder } from '@augmix/core/node';

/** The folder of all installations of TensorFlow. */
export const installationsFolder = (): string => join(cacheFolder(), 'backends', 'tensorflow');
