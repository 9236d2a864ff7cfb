// Compiles assembly/ and embeds the result, as text, in src/internal/module.generated.ts.
import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

const here = (path) => new URL(path, import.meta.url);
const target = 'src/internal/module.generated.ts';
const options = ['--optimize', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert'];
const features = ['--runtime', 'stub', '--enable', 'simd', '--uncheckedBehavior', 'always'];
// The fixed tables of assembly/memory.ts fill the first three pages of 64 kB.
const memory = ['--memoryBase', '16', '--initialMemory', '4'];

let binary;
const { error, stderr } = await asc.main(
  ['assembly/index.ts', '--outFile', 'module.wasm', '--use', 'abort=', ...options, ...features, ...memory],
  {
    // AssemblyScript's decorators of functions are not TypeScript, which formatters and editors read.
    readFile: async (name, base) => {
      try {
        const text = await readFile(here(`${base}/${name}`), 'utf8');
        return text.replaceAll(/^\/\/ @inline$/gm, '@inline');
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
const text = Buffer.from(binary).toString('base64');
await writeFile(
  here(target),
  `/** The WebAssembly module in base64, ${binary.length} bytes, made from assembly/ by build-wasm.mjs. */
export const moduleText =
  '${text}';
`,
);
