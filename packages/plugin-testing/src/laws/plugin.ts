import { createRegistry, type z } from '@augmix/core';
import { claim, claimSame, shown } from '../internal/claim.js';
import { optionProperties } from '../internal/needed-options.js';
import { throughJson } from '../internal/samples.js';
import type { Law, Subject } from '../law.js';

const sentence = /^[\p{Lu}\p{N}(].*\.$/u;

const schemaOf = ({ plugin }: Subject): z.ZodType => plugin.options as z.ZodType;

function parsed(schema: z.ZodType, value: unknown, what: string): unknown {
  const result = schema.safeParse(value);
  claim(result.success, () => `${what} are refused: ${result.error!.issues[0].message}`);
  return result.data;
}

const registered: Law = {
  name: 'can be registered',
  because:
    'its api version is that of @augmix/core, and its name is vendor/name, in snake_case for ops, corruptions and perturbations and in kebab-case for the rest',
  check: ({ plugin }) => void createRegistry().use(plugin),
};

const summed: Law = {
  name: 'is summed up in one sentence',
  because: 'lists and generated pages show `summary`, a sentence on one line with a capital and a full stop',
  check: ({ plugin: { summary } }) =>
    claim(typeof summary === 'string' && sentence.test(summary), `summary is ${shown(summary)}`),
};

const described: Law = {
  name: 'describes every option',
  because: 'each option has `.describe(…)`, a sentence that editors and generated pages show',
  check: ({ plugin }) => {
    for (const [option, { description }] of Object.entries(optionProperties(plugin).properties)) {
      claim(
        description !== undefined && sentence.test(description),
        `${option} is described as ${shown(description)}`,
      );
    }
  },
};

const strict: Law = {
  name: 'refuses options that it does not know',
  because: 'options are a z.strictObject, so that a misspelt key is an error and not a surprise',
  check: (subject) =>
    claim(
      !schemaOf(subject).safeParse({ ...subject.options, 'no option has this name': 1 }).success,
      'an unknown option was accepted',
    ),
};

const ownDefaults: Law = {
  name: 'accepts its own defaults',
  because:
    'a default is a value that the option allows: zod does not check it, and a resolved config states it',
  check: ({ plugin }) => {
    const { shape = {} } = plugin.options as { shape?: Record<string, z.ZodType> };
    for (const [option, schema] of Object.entries(shape)) {
      const byDefault = schema.safeParse(undefined);
      if (!byDefault.success) continue;
      const again = schema.safeParse(byDefault.data);
      claim(again.success, () => `${option} has the default ${shown(byDefault.data)}, which it refuses`);
    }
  },
};

const ownOutput: Law = {
  name: 'accepts the options that it has completed',
  because: 'options are plain data and are checked again where they are used, in threads and on resuming',
  check: (subject) => {
    const once = parsed(schemaOf(subject), subject.options, 'the options under test');
    claimSame(throughJson(once), once, 'completed options are no JSON');
    const twice = parsed(schemaOf(subject), once, 'the completed options');
    claimSame(twice, once, 'checking them again changes them');
  },
};

/** What holds for a plugin of any kind. */
export const pluginLaws: readonly Law[] = [registered, summed, described, strict, ownDefaults, ownOutput];

/** The plugin is named in a text. */
export const documentedIn = (text: string): Law => ({
  name: 'is in the documentation',
  because: 'the documentation that was passed in names every plugin',
  check: ({ plugin: { name } }) => {
    const isNamed = new RegExp(`(?<![\\w-])${name.replaceAll('.', '\\.')}(?![\\w-])`).test(text);
    claim(isNamed, `nothing in it reads ${name}`);
  },
});

/** An example runs. */
export const exampleRuns = (example: () => unknown): Law => ({
  name: 'has an example that runs',
  because: 'what the documentation shows works',
  check: async () => void (await example()),
});
