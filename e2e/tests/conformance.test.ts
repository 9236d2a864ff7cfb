import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { z, type AnyPlugin, type PluginKind, type Registry } from '@augmix/core';
import type { Backend } from '@augmix/core/tensor';
import { createFirstPartyRegistry } from 'augmix';
import { behaviour } from './behaviour.js';
import { workspace } from './installed.js';

const registry = createFirstPartyRegistry() as unknown as Registry<AnyPlugin>;
const plugins = registry.list().map(({ plugin, origin }) => ({
  ...plugin,
  id: `${plugin.kind}/${plugin.name}`,
  package: origin.package,
  schema: plugin.options as z.ZodType,
}));

interface JsonSchema {
  properties?: Record<
    string,
    {
      description?: string;
      enum?: unknown[];
      examples?: unknown[];
      minimum?: number;
      pluginKind?: PluginKind;
    }
  >;
  required?: string[];
}
/** Class folders with a few pictures. */
const pictures = join(workspace, 'packages', 'data', 'tests', 'golden', 'pictures');

const jsonSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** A value for every option without a default: an example, the first plugin or value that is allowed, else a word or the smallest number. */
function neededOptions(schema: z.ZodType): Record<string, unknown> {
  const { properties = {}, required = [] } = jsonSchema(schema);
  const valueOf = (option: string): unknown => {
    const { enum: allowed, examples, minimum, pluginKind } = properties[option];
    const plugin = pluginKind && plugins.find(({ kind }) => kind === pluginKind);
    if (plugin) return { type: plugin.name, ...neededOptions(plugin.schema) };
    if (option === 'folder') return pictures;
    return examples?.[0] ?? allowed?.[0] ?? minimum ?? 'some';
  };
  return Object.fromEntries(required.map((option) => [option, valueOf(option)]));
}

const read = (...path: string[]): string => readFileSync(join(workspace, ...path), 'utf8');

/** Names by kind, from the headings of the reference page. */
const referencePage = (): string[] => {
  let kind = '';
  return read('docs', 'reference', 'plugins.md')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('## ')) kind = line.slice(3);
      return line.startsWith('### ') ? [`${kind}/${line.slice(4).replaceAll(/[\\`]/g, '')}`] : [];
    });
};

// Tensors live somewhere before a loss is computed.
beforeAll(async () => {
  await ((await registry.create('backend', 'wasm')) as Backend).start();
});

describe.each(plugins)('$id', ({ kind, name, id, package: origin, summary, schema }) => {
  it('is named in the style of its kind', () => {
    const isSnakeCase = ['op', 'corruption', 'perturbation'].includes(kind);
    expect(name).toMatch(isSnakeCase ? /^[a-z0-9]+(_[a-z0-9]+)*$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('is summed up in one line that is a sentence', () => {
    expect(summary).toMatch(/^[A-Z0-9].*\.$/);
  });

  it('describes every option, and refuses others', () => {
    const { properties = {}, required = [] } = jsonSchema(schema);
    for (const [option, { description }] of Object.entries(properties)) {
      expect(`${option}: ${description}`).toMatch(/: [A-Z0-9(].*\.$/);
    }
    const onlyNeeded = schema.safeParse({});
    expect(onlyNeeded.success).toBe(required.length === 0);
    expect(schema.safeParse({ [`no ${name} option`]: 1 }).success).toBe(false);
  });

  it('does what its kind promises', async () => {
    const check = behaviour[kind];
    expect(check).toBeDefined();
    const instance = await registry.create(kind, { type: name, ...neededOptions(schema) });
    await check!(instance as never, name);
  });

  it('is in the README of its package and on the reference page', () => {
    const folder = origin.replace(/^@augmix\//, '').replace(/^augmix$/, 'cli');
    expect(read('packages', folder, 'README.md')).toMatch(new RegExp(`(?<![\\w-])${name}(?![\\w-])`));
    expect(referencePage()).toContain(id);
  });
});

describe('the reference page', () => {
  it('lists nothing that is not registered', () => {
    expect(referencePage().sort()).toEqual(plugins.map(({ id }) => id).sort());
  });
});
