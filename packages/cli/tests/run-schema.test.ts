// The published JSON Schema and the command refuse the same configs at the same place: an editor shows what a run would say.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { isAugmixError } from '@augmix/core';
import { loadRun, parseConfigText } from '@augmix/core/node';
import { createFirstPartyRegistry } from '../src/first-party-registry.js';
import { runTemplates } from '../src/commands/run-templates.js';
import { augmix } from './command.js';

interface SchemaError {
  dataPath: string;
  params: { additionalProperty?: string; missingProperty?: string };
}
type Validate = ((value: unknown) => boolean) & { errors?: SchemaError[] };
type AjvClass = new (options: object) => { compile(schema: object): Validate };
const require = createRequire(import.meta.url);
const Ajv = require('ajv') as AjvClass;
const schema = require('augmix/run.schema.json') as object;
const validate = new Ajv({ strictDefaults: false, allErrors: true }).compile(schema);

const folder = fileURLToPath(new URL('wrong-configs/', import.meta.url));
const files = readdirSync(folder);
const registry = createFirstPartyRegistry();

/** What the command says of a config, without the name of the file and the list of all that is known. */
async function complaint(file: string): Promise<string> {
  try {
    await loadRun(registry, join(folder, file));
  } catch (error) {
    if (!isAugmixError(error)) throw error;
    return error
      .toLine()
      .replaceAll(/\S*\.yaml:?/g, '')
      .replace('at  ', 'at ')
      .replace(/known: .*/, 'known: …');
  }
  return 'nothing';
}

/** Where a JSON Schema validator marks a value, as `trainer.epoch` or `views[1]`. */
function markedPlaces(text: string): string[] {
  if (validate(parseConfigText(text, 'run.yaml').value)) return [];
  return validate.errors!.map(({ dataPath, params }) => {
    const key = params.additionalProperty ?? params.missingProperty;
    return `${dataPath}${key === undefined ? '' : `.${key}`}`.replace(/^\./, '');
  });
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  // Its last line says what is expected.
  const expected = text.trimEnd().split('\n').at(-1)!.replace('# ', '');

  it('is refused with its place', async () => {
    expect(await complaint(file)).toBe(expected);
  });

  it('is marked there in an editor', () => {
    const [, place] = /at (?:\d+:\d+ )?(\S+): /.exec(expected)!;
    // A name alone has nothing inside at which a missing option could be marked.
    const isNameAlone = file === 'missing-option.yaml';
    expect(markedPlaces(text)).toContain(isNameAlone ? place.slice(0, place.lastIndexOf('.')) : place);
  });
});

describe('the published schema', () => {
  it('is that of the command, open to plugins that are not installed', () => {
    expect(JSON.parse(augmix(['schema', '--open']).stdout)).toEqual(schema);
  });

  it.each(Object.keys(runTemplates))('admits the template %s', (name) => {
    expect(markedPlaces(runTemplates[name])).toEqual([]);
  });

  it('admits plugins of third parties', () => {
    const config = 'dataset: acme/flowers\ntransforms: [{ type: acme/mirror, any: 1 }]\nloss: acme/focal\n';
    expect(markedPlaces(config)).toEqual([]);
  });
});
