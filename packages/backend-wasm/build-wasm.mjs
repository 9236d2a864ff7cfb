// Compiles assembly/ twice, with and without relaxed SIMD, which Node.js 20 lacks, and embeds both as text.
import { compileAssembly, embedBinaries } from '../../tools/config/assembly.js';

// The module works in the memory of tfjs-backend-wasm: it must bring no data of its own and never allocate there.
const memory = ['--importMemory', '--memoryBase', '16'];
const simd = await compileAssembly('assembly/index.ts', memory);
const relaxedSimd = await compileAssembly('assembly/index.ts', [...memory, '--enable', 'relaxed-simd']);

for (const binary of [simd, relaxedSimd]) {
  if (hasDataSection(binary)) throw new Error('assembly/ holds constant data, which would overwrite tensors');
}
await embedBinaries('src/internal/training-module.generated.ts', { simd, relaxedSimd }, 'assembly/');

/** Walks the sections: an id of one byte, a length in LEB128, the contents. */
function hasDataSection(binary) {
  const dataSection = 11;
  let at = 8;
  while (at < binary.length) {
    const id = binary[at++];
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = binary[at++];
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (id === dataSection && binary[at] !== 0) return true;
    at += length;
  }
  return false;
}
