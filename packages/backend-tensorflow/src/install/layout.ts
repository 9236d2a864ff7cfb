import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tfjsNode } from './release.js';

/** Paths inside an installation, relative to its folder. */
export const layout = {
  package: join('node_modules', tfjsNode.name),
  addon: join('node_modules', tfjsNode.name, 'lib', 'napi-v8', 'tfjs_binding.node'),
  libraries: 'tensorflow',
  /** TensorFlow's libraries look for CUDA's at `../nvidia/<name>/lib` from themselves. */
  cuda: 'nvidia',
  licenses: 'licenses',
} as const;

/** Where the addon looks for TensorFlow's libraries: from itself to the folder of libraries. */
export const libraryPath = '$ORIGIN/../../../../../tensorflow';

/** The two libraries that the addon needs. */
export const libraryNames = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] as const;

/** The folder of this package. */
export const ownFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@augmix/backend-tensorflow/package.json'));
