// Lint of the whole workspace. Run it through nx (`npm run lint`): the module boundaries are read from nx's project
// graph and are skipped where there is none; tools/tests/boundaries.test.mjs proves that they are in force.
import { builtinModules } from 'node:module';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { boundaryConstraints } from './tools/config/boundaries.js';

const nodeBuiltins = builtinModules.flatMap((name) => [name, `node:${name}`]);

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a name that is the same everywhere can be searched for.',
};
const noStarExport = {
  selector: 'ExportAllDeclaration[source.value=/^\\./][exported=null]',
  message: 'List what is exported: an entry file is the table of contents of its package.',
};
const noSyncRead = {
  selector: 'MemberExpression[property.name=/^(dataSync|arraySync)$/]',
  message: 'Read tensors with `await data()`: a synchronous read blocks the thread and fails on WebGPU.',
};

const boundaries = (options) => ['error', { allow: [], enforceBuildableLibDependency: false, ...options }];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/coverage/**',
      '.nx/**',
      '**/golden/**',
      'runs/**',
      'examples/**',
      'e2e/fixtures/**',
    ],
  },
  {
    files: ['packages/*/{src,tests}/**/*.ts', 'e2e/**/*.ts', 'benchmarks/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries({
        depConstraints: boundaryConstraints(),
        // Its installer is an entry of its own, which the one command that needs it loads.
        checkDynamicDependenciesExceptions: ['@augmix/backend-tensorflow'],
      }),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          caughtErrorsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // Implementations of an async contract are async even where they have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Before declaration merging fills it, a merge target makes unions of `never`.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-duplicate-type-constituents': 'off',
      // It also wants type arguments in place of assertions on what TensorFlow.js returns, which reads no better.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Factories are looked up by name and called with `this` nowhere.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noStarExport] },
  },
  {
    files: ['packages/{losses,models,stylize,backend-*,pipeline,trainer,evaluation,report}/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noStarExport, noSyncRead] },
  },
  {
    // Plain packages run in browsers and workers: no TensorFlow.js beyond its types, Node only behind a node entry.
    files: ['packages/{core,kernels,ops,mixing,policies,corruptions,data,metrics}/src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@tensorflow/*'], allowTypeImports: true, message: 'Plain packages have no tensors.' },
          ],
          paths: nodeBuiltins.map((name) => ({
            name,
            message: 'Node built-ins stand behind a node entry (src/node/).',
          })),
        },
      ],
      'no-restricted-globals': ['error', 'Buffer', 'process', 'require', '__dirname', '__filename'],
    },
  },
  {
    // Data sets are files: what the main entry of data loads is checked as built (tools/tests/plain-packages.test.mjs).
    files: ['packages/core/src/node/**/*.ts', 'packages/data/src/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off', 'no-restricted-globals': 'off' },
  },
  {
    // Tests put packages together that do not know each other.
    files: ['packages/*/tests/**/*.ts', 'e2e/**/*.ts', 'benchmarks/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': 'off',
      // Tests look into JSON and module namespaces whose types say nothing.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Type tests make values to look at their types.
    files: ['**/*.test-d.ts'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  {
    // The thread pool calls the default export of its worker file.
    files: ['packages/*/src/worker.ts'],
    rules: { 'no-restricted-syntax': ['error', noStarExport, noSyncRead] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Has to be parsed by any Node, to say that it is too old.
    files: ['packages/cli/bin/**/*.js'],
    rules: { 'no-var': 'off' },
  },
);
