// Compiles the two modules and embeds them, as text, in src/internal/*.generated.ts: users of the ops do not carry the
// corruptions' kernels.
import { compileAssembly, embedBinaries } from '../../tools/config/assembly.js';

const modules = [
  // The fixed tables of assembly/memory.ts fill the first three pages of 64 kB.
  { folder: 'assembly', target: 'src/internal/module.generated.ts', pages: '4' },
  // Those of assembly-corruptions/memory.ts fill 32.
  { folder: 'assembly-corruptions', target: 'src/internal/corruptions-module.generated.ts', pages: '48' },
];

for (const { folder, target, pages } of modules) {
  const memory = ['--memoryBase', '16', '--initialMemory', pages];
  const moduleText = await compileAssembly(`${folder}/index.ts`, memory);
  await embedBinaries(target, { moduleText }, `${folder}/`);
}
