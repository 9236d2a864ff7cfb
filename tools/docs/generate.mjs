// Writes the reference pages that follow from the code. node tools/docs/generate.mjs [--check]
// With --check nothing is written, and the exit code is 1 when a page or picture is not what the code says, is missing,
// or belongs to nothing.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { differences } from './generated-files.mjs';
import { generatedFiles, pluginsFolder } from './reference.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const isCheck = process.argv.includes('--check');

const found = await differences(await generatedFiles(), root, [pluginsFolder]);
for (const { file, problem, contents } of found) {
  const path = join(root, file);
  if (isCheck) console.error(`${file} ${problem}: run "npm run docs"`);
  else if (contents === undefined) rmSync(path);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  if (!isCheck) console.log(`${contents === undefined ? 'removed' : 'wrote'} ${file}`);
}
process.exit(isCheck && found.length > 0 ? 1 : 0);
