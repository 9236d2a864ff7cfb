// Builds the small addon that keeps TensorFlow's banners off the terminal, and records how:
//   node tools/tensorflow-addon/build-quiet.mjs
// Needs a C compiler; nothing but Node-API is linked.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const here = dirname(fileURLToPath(import.meta.url));
const packageFolder = resolve(here, '../../packages/backend-tensorflow');
const target = join(packageFolder, 'prebuilt', `${process.platform}-${process.arch}`, 'quiet.node');
const source = join(here, 'quiet.c');
const compiler = process.env.CC ?? 'gcc';
const flags = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-fPIC', '-shared', '-s', '-DNAPI_VERSION=8'];
const { include_dir: nodeApi } = createRequire(import.meta.url)('node-api-headers');
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

mkdirSync(dirname(target), { recursive: true });
execFileSync(compiler, [...flags, `-I${nodeApi}`, `-ffile-prefix-map=${here}=.`, source, '-o', target]);
const symbols =
  execFileSync('objdump', ['-T', target], { encoding: 'utf8' }).match(/\((GLIBC\w*_[\d.]+)\)/g) ?? [];
const record = {
  what: 'Node-API addon that keeps standard error quiet while TensorFlow is loaded. Made by tools/tensorflow-addon/build-quiet.mjs.',
  compiler: execFileSync(compiler, ['--version'], { encoding: 'utf8' }).split('\n')[0],
  flags: flags.join(' '),
  sources: { 'quiet.c': `sha256-${sha256(source)}` },
  needs: [...new Set(symbols)].map((symbol) => symbol.slice(1, -1)).sort(),
  result: {
    file: relative(packageFolder, target),
    bytes: readFileSync(target).length,
    sha256: sha256(target),
  },
};
const json = await format(JSON.stringify(record), { parser: 'json', printWidth: 110 });
writeFileSync(join(dirname(target), 'quiet.json'), json);
console.log(record);
