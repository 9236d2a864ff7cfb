// Compiles the two modules and embeds them, as text, in src/internal/*.generated.ts: users of the ops do not carry the
// corruptions' kernels.
import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

const here = (path) => new URL(path, import.meta.url);
const modules = [
  // The fixed tables of assembly/memory.ts fill the first three pages of 64 kB.
  { folder: 'assembly', target: 'src/internal/module.generated.ts', pages: '4' },
  // Those of assembly-corruptions/memory.ts fill 32.
  { folder: 'assembly-corruptions', target: 'src/internal/corruptions-module.generated.ts', pages: '48' },
];
const options = ['--optimize', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert'];
const features = ['--runtime', 'stub', '--enable', 'simd', '--uncheckedBehavior', 'always'];

async function compile({ folder, pages }) {
  let binary;
  const memory = ['--memoryBase', '16', '--initialMemory', pages];
  const { error, stderr } = await asc.main(
    [`${folder}/index.ts`, '--outFile', 'module.wasm', '--use', 'abort=', ...options, ...features, ...memory],
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
  return binary;
}

for (const module of modules) {
  const binary = await compile(module);
  const text = Buffer.from(binary).toString('base64');
  await writeFile(
    here(module.target),
    `/** The WebAssembly module in base64, ${binary.length} bytes, made from ${module.folder}/ by build-wasm.mjs. */
export const moduleText =
  '${text}';
`,
  );
}
