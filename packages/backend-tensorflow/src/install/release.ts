import type { Device } from './manifest.js';

/** The package that connects TensorFlow to TensorFlow.js: its JavaScript and the sources of its native addon. */
export const tfjsNode = {
  name: '@tensorflow/tfjs-node-gpu',
  version: '4.22.0',
  integrity:
    'sha512-p//NN6DGiN4hInUmIkRffaFVMcdTREUMjPyjW04J7OXvB2zBlQimj61eFKSgRrH3f5TnOfKzb0n56he/B6a4bw==',
} as const;

/** The version of TensorFlow that is installed when none is asked for: the one that the prebuilt addon was tried with. */
export const defaultVersion = '2.21.0';

/** The Python for which wheels are asked; the libraries in them are the same for every Python. */
export const wheelPython = '3.11';

/** SHA-256 of the wheels of the default version, as the package index published them. */
const publishedHashes: Readonly<Record<string, string>> = {
  'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl':
    '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl':
    '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
  'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl':
    '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
};

/** The hash that a wheel must have, if it is known; of others the archive's own checksums are checked. */
export const publishedHash = (wheelName: string): string | undefined => publishedHashes[wheelName];

/** The Python package with the libraries: on ARM there is one package, and it has no kernels for a GPU. */
export const wheelPackage = (device: Device, architecture: NodeJS.Architecture = process.arch): string =>
  device === 'cpu' && architecture === 'x64' ? 'tensorflow-cpu' : 'tensorflow';
