import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** The folder, with a trailing separator, in which the installed tfjs-backend-wasm keeps its `.wasm` files. */
export function wasmFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  return join(dirname(manifest), 'dist') + sep;
}
