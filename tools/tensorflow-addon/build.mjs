// Builds the native addon that @augmix/backend-tensorflow brings for machines without a C++ compiler, and records how:
//   node tools/tensorflow-addon/build.mjs [WHEEL]
// Needs g++, npm, Python with pip; WHEEL is a wheel of tensorflow-cpu, else pip gets it. The packages must be built.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { compileAddon, defaultVersion } from '../../packages/backend-tensorflow/dist/install.js';

const here = dirname(fileURLToPath(import.meta.url));
const packageFolder = resolve(here, '../../packages/backend-tensorflow');
const target = join(packageFolder, 'prebuilt', `${process.platform}-${process.arch}`, 'tfjs_binding.node');
const tfjsNode = '@tensorflow/tfjs-node-gpu@4.22.0';
const shim = join(here, 'older-libstdc++.cc');
const work = mkdtempSync(join(tmpdir(), 'tensorflow-addon-'));
const run = (command, ...args) => execFileSync(command, args, { cwd: work, encoding: 'utf8' });
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

// The headers and, to link against, the libraries.
const unzip = String.raw`
import re, sys, zipfile
wanted = re.compile(r'tensorflow/(libtensorflow_(cc|framework)\.so\.2'
                    r'|include/((tensorflow|xla/tsl|tsl)/c/.*|.*/ctstring(_internal)?)\.h)')
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall('wheel', filter(wanted.fullmatch, wheel.namelist()))
`;

try {
  let wheel = process.argv[2] && resolve(process.argv[2]);
  if (!wheel) {
    const spec = `tensorflow-cpu==${defaultVersion}`;
    const options = ['--no-deps', '--only-binary=:all:', '--python-version', '3.11', '--dest', work];
    run('python3', '-m', 'pip', 'download', '--quiet', ...options, spec);
    wheel = join(
      work,
      readdirSync(work).find((name) => name.endsWith('.whl')),
    );
  }
  const [{ filename, integrity }] = JSON.parse(run('npm', 'pack', tfjsNode, '--json', '--ignore-scripts'));
  run('tar', '-xzf', filename);
  run('python3', '-c', unzip, wheel);
  mkdirSync(dirname(target), { recursive: true });
  // No path of this machine in the result, so that the same sources give the same bytes elsewhere.
  const extra = [shim, `-ffile-prefix-map=${work}=.`, `-ffile-prefix-map=${here}=.`];
  const compiler = await compileAddon({
    package: join(work, 'package'),
    include: join(work, 'wheel', 'tensorflow', 'include'),
    libraries: join(work, 'wheel', 'tensorflow'),
    target,
    extra,
  });

  const symbols = run('objdump', '-T', target).match(/\((GLIBC\w*_[\d.]+)\)/g) ?? [];
  const record = {
    what: 'Native addon of tfjs-node for TensorFlow’s C interface, over Node-API 8. Made by tools/tensorflow-addon/build.mjs.',
    compiler: `${compiler}: ${run(compiler, '--version').split('\n')[0]}`,
    flags: '-std=c++17 -O2 -fPIC -shared -s -DNAPI_VERSION=8',
    sources: {
      [tfjsNode]: integrity,
      [`node-api-headers@${createRequire(import.meta.url)('node-api-headers/package.json').version}`]:
        'include/',
      [basename(wheel)]: `sha256-${sha256(wheel)}`,
      [basename(shim)]: `sha256-${sha256(shim)}`,
    },
    needs: [...new Set(symbols)].map((symbol) => symbol.slice(1, -1)).sort(),
    result: {
      file: relative(packageFolder, target),
      bytes: readFileSync(target).length,
      sha256: sha256(target),
    },
  };
  const json = await format(JSON.stringify(record), { parser: 'json', printWidth: 110 });
  writeFileSync(join(dirname(target), 'build.json'), json);
  console.log(record);
} finally {
  rmSync(work, { recursive: true, force: true });
}
