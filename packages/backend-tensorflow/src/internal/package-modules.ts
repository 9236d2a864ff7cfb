import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nodeUtil from 'node:util';
import { compileFunction } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';

type Exports = Record<string, unknown>;

const requireFromHere = createRequire(import.meta.url);

// Node 23 removed these two, which tfjs-node 4.22 calls. Only its modules see them, nothing global changes.
const util = {
  ...nodeUtil,
  isArray: (value: unknown): boolean => Array.isArray(value),
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
};

/** What the modules of tfjs-node get for what they import. */
function imported(name: string): unknown {
  // The application's one copy: kernels register themselves in its registry, and a second copy is never loaded.
  if (name === '@tensorflow/tfjs' || name === '@tensorflow/tfjs-core') return tf;
  if (name === 'util') return util;
  return requireFromHere(name);
}

/**
 * Gives the modules of an unpacked tfjs-node or tfjs-node-gpu, which is not an installed package: its folder may lie
 * anywhere and has no dependencies beside it. They see the application's TensorFlow.js as theirs.
 *
 * @returns a function from the path of a module inside `folder`, such as `dist/version.js`, to its exports
 */
export function packageModules(folder: string): (path: string) => Exports {
  const loaded = new Map<string, { exports: Exports }>();

  function load(file: string): Exports {
    const present = loaded.get(file);
    if (present) return present.exports;
    const module = { exports: {} as Exports };
    loaded.set(file, module);
    const require = (name: string): unknown =>
      name.startsWith('.') ? load(moduleFile(join(dirname(file), name))) : imported(name);
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
    const run = compileFunction(readFileSync(file, 'utf8'), parameters, { filename: file }) as (
      ...values: unknown[]
    ) => void;
    run(module.exports, require, module, file, dirname(file));
    return module.exports;
  }

  // Summaries for TensorBoard alone need the protocol buffers, whose library is not there.
  const protocolBuffers = join(folder, 'dist', 'proto', 'api_pb.js');
  loaded.set(protocolBuffers, { exports: {} });
  return (path) => load(join(folder, path));
}

const moduleFile = (path: string): string => (path.endsWith('.js') ? path : `${path}.js`);
