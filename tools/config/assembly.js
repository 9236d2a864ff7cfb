// Compiles AssemblyScript to WebAssembly with SIMD, for packages that embed their kernels as text.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const optimization = ['--optimize', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert'];
const features = [
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--uncheckedBehavior',
  'always',
  '--use',
  'abort=',
];

/**
 * The binary of `entry`, a path from the current folder. Ends the process with the compiler's messages on an error.
 *
 * @param {string} entry
 * @param {readonly string[]} [flags] further flags of the compiler
 */
export async function compileAssembly(entry, flags = []) {
  let binary;
  const { error, stderr } = await asc.main(
    [entry, '--outFile', 'module.wasm', ...optimization, ...features, ...flags],
    {
      // AssemblyScript's decorators of functions are not TypeScript, which formatters and editors read.
      readFile: async (name, base) => {
        try {
          return (await readFile(join(base, name), 'utf8')).replaceAll(/^\/\/ @inline$/gm, '@inline');
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => void (binary = contents),
      listFiles: () => [],
    },
  );
  if (error) {
    process.stderr.write(stderr.toString());
    process.exit(1);
  }
  return binary;
}

/**
 * Writes a TypeScript file that exports binaries as base64.
 *
 * @param {string} target
 * @param {Record<string, Uint8Array>} binaries exported name → binary
 * @param {string} source what they were made from
 */
export async function embedBinaries(target, binaries, source) {
  const constants = Object.entries(binaries).map(
    ([name, binary]) =>
      `/** A WebAssembly module in base64, ${binary.length} bytes, made from ${source} by build-wasm.mjs. */\n` +
      `export const ${name} =\n  '${Buffer.from(binary).toString('base64')}';\n`,
  );
  await writeFile(target, constants.join('\n'));
}
