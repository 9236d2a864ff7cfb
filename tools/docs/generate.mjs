// Writes the reference pages that follow from the code. node tools/docs/generate.mjs [--check]
// With --check nothing is written, and the exit code is 1 when a page is not what the code says.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { createRegistry, errorCatalogue, runJsonSchema } from '@augmix/core';
import { benchmarksPage } from './benchmarks-page.mjs';
import { configPage, errorsPage, pluginsPage } from './pages.mjs';

const root = new URL('../../', import.meta.url);
const isCheck = process.argv.includes('--check');

/** The registry of the command line, with everything first-party in it; undefined while there is none. */
async function firstPartyRegistry() {
  const source = new URL('packages/cli/src/index.ts', root);
  if (!existsSync(source) || !readFileSync(source, 'utf8').includes('createFirstPartyRegistry'))
    return undefined;
  const { createFirstPartyRegistry } = await import('augmix');
  return createFirstPartyRegistry();
}

const pages = {
  'docs/reference/benchmarks.md': benchmarksPage(),
  'docs/reference/errors.md': errorsPage(errorCatalogue),
  'docs/reference/config.md': configPage(runJsonSchema(createRegistry(), { open: true })),
};
const registry = await firstPartyRegistry();
if (registry) pages['docs/reference/plugins.md'] = pluginsPage(registry.list(), runJsonSchema(registry));

let stale = 0;
for (const [file, text] of Object.entries(pages)) {
  const path = fileURLToPath(new URL(file, root));
  const options = await prettier.resolveConfig(path);
  const page = await prettier.format(text, { ...options, parser: 'markdown' });
  if (existsSync(path) && readFileSync(path, 'utf8') === page) continue;
  if (isCheck) console.error(`${file} is stale: run "npm run docs"`);
  else {
    writeFileSync(path, page);
    console.log(`wrote ${file}`);
  }
  stale++;
}
process.exit(isCheck && stale > 0 ? 1 : 0);
