// Everything below docs/reference/ that follows from the code.
import { createRegistry, errorCatalogue, runJsonSchema } from '@augmix/core';
import { createFirstPartyRegistry, pluginReference } from 'augmix';
import { benchmarksPage } from './benchmarks-page.mjs';
import { documentedPlugins } from './doc-comments.mjs';
import { configPage, errorsPage } from './pages.mjs';
import { picturedKinds, pictureOf } from './pictures.mjs';
import { descriptionsModule, pageFile, pictureFile, pluginPage, pluginsIndex } from './plugin-pages.mjs';

const folder = 'docs/reference/';
/** Holds generated files alone. */
export const pluginsFolder = `${folder}plugins`;

/** Options that a plugin has to be given, with the values of its example. */
const neededOptions = ({ options, exampleOptions }) =>
  Object.fromEntries(
    options.filter((option) => option.default === 'required').map(({ name }) => [name, exampleOptions[name]]),
  );

/** Every plugin that comes with AugMix: its reference, what its doc comments say besides, and its picture. */
export async function describedPlugins() {
  const registry = createFirstPartyRegistry();
  const documented = documentedPlugins();
  const plugins = [];
  for (const entry of registry.list()) {
    const { kind, name } = entry.plugin;
    const comments = documented.get(`${kind}/${name}`);
    if (!comments) throw new Error(`the code of ${kind} "${name}" was not found`);
    const { description, source, file } = comments;
    const reference = { ...(await pluginReference(entry, registry)), description, source, file };
    const picture = picturedKinds.includes(kind)
      ? await pictureOf(entry.plugin, neededOptions(reference), registry)
      : undefined;
    plugins.push({ reference, comments, picture });
  }
  return plugins;
}

/** The generated files: `texts` and `pictures` by path. */
export async function generatedFiles() {
  const plugins = await describedPlugins();
  const references = plugins.map(({ reference }) => reference);
  const texts = new Map([
    [`${folder}plugins.md`, pluginsIndex(references)],
    [`${folder}benchmarks.md`, benchmarksPage()],
    [`${folder}errors.md`, errorsPage(errorCatalogue)],
    [`${folder}config.md`, configPage(runJsonSchema(createRegistry(), { open: true }))],
    ['packages/cli/src/reference/descriptions.generated.ts', descriptionsModule(references)],
  ]);
  const pictures = new Map();
  for (const { reference, comments, picture } of plugins) {
    texts.set(folder + pageFile(reference), pluginPage(reference, comments, picture));
    if (picture) pictures.set(folder + pictureFile(reference), picture.sheet);
  }
  return { texts, pictures };
}
