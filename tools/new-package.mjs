// Makes the skeleton that every package shares: node tools/new-package.mjs NAME LAYER "description" [--plugins]
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';

const [name, layer, description, ...flags] = process.argv.slice(2);
const folder = new URL(`../packages/${name}/`, import.meta.url);
const entries = ['index', ...(flags.includes('--plugins') ? ['plugins'] : [])];
const conditions = (entry) => ({
  import: { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` },
  require: { types: `./dist/${entry}.d.cts`, default: `./dist/${entry}.cjs` },
});
const manifest = {
  name: `@augmix/${name}`,
  version: '0.0.0',
  description,
  license: 'Apache-2.0',
  repository: { type: 'git', url: 'git+https://github.com/augmix/augmix.git', directory: `packages/${name}` },
  keywords: ['augmix', 'robustness', 'data-augmentation', 'image-classification'],
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.11' },
  main: './dist/index.cjs',
  module: './dist/index.js',
  types: './dist/index.d.ts',
  exports: Object.fromEntries([
    ...entries.map((entry) => [entry === 'index' ? '.' : `./${entry}`, conditions(entry)]),
    ['./package.json', './package.json'],
  ]),
  files: ['dist', '!dist/**/*.map'],
  publishConfig: { access: 'public' },
  scripts: {
    build: 'tsup',
    test: 'node --experimental-vm-modules ../../node_modules/jest/bin/jest.js',
    typecheck: 'tsc -p tsconfig.json',
    lint: 'eslint .',
    'check-package': 'publint --strict && attw --pack . --profile node16',
  },
  // The types of plugin descriptors name zod.
  dependencies: { '@augmix/core': '^0.0.0', ...(flags.includes('--plugins') ? { zod: '^4.6.7' } : {}) },
  nx: { tags: [`layer:${layer}`, `scope:${name}`] },
};
const write = (file, text) => writeFileSync(new URL(file, folder), text);
for (const sub of ['src/internal', 'tests']) mkdirSync(new URL(sub, folder), { recursive: true });
copyFileSync(new URL('../LICENSE', import.meta.url), new URL('LICENSE', folder));
write('package.json', JSON.stringify(manifest, null, 2) + '\n');
write(
  'tsconfig.json',
  JSON.stringify(
    { extends: '../../tsconfig.base.json', compilerOptions: { types: ['node'] }, include: ['src', 'tests'] },
    null,
    2,
  ) + '\n',
);
write(
  'tsup.config.ts',
  `import { packageBuild } from '../../tools/config/tsup.js';\n\nexport default packageBuild({ ${entries.map((entry) => `${entry}: 'src/${entry}.ts'`).join(', ')} });\n`,
);
write(
  'jest.config.js',
  `import { packageTests } from '../../tools/config/jest.js';\n\nexport default packageTests();\n`,
);
