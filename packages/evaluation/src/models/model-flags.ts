import { resolve } from 'node:path';
import { AugmixError, parseWith, type z } from '@augmix/core';
import { loadModelDescription, parseModelDescription } from './load-model-description.js';
import { modelDescriptionSchema, type ModelDescription } from './preprocessing.js';
import { recognizeModel } from './recognize-model.js';

type Key = Exclude<keyof typeof modelDescriptionSchema.shape, 'model'>;

const number = (text: string): number | string =>
  text.trim() !== '' && Number.isFinite(+text) ? +text : text;
const numbers = (text: string): (number | string)[] => text.split(',').map(number);
const word = (text: string): string => text;

interface FlagReader {
  value: string;
  read: (text: string) => unknown;
}

const readers: Record<Key, FlagReader> = {
  format: { value: 'name', read: word },
  size: {
    value: 'pixels',
    read: (text) => (/[x,]/.test(text) ? text.split(/[x,]/).map(number) : number(text)),
  },
  resize: { value: 'pixels', read: number },
  layout: { value: 'name', read: word },
  range: { value: 'low,high', read: numbers },
  mean: { value: 'numbers', read: numbers },
  std: { value: 'numbers', read: numbers },
  channelOrder: { value: 'name', read: word },
  channels: { value: 'n', read: number },
  classes: { value: 'file', read: word },
  classMapping: { value: 'outputs', read: numbers },
  output: { value: 'name', read: word },
  outputs: { value: 'kind', read: word },
  batchSize: { value: 'n', read: number },
};

const flagOf = (key: string): string =>
  `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A flag of a command line that sets a key of a model description. */
export interface ModelFlag {
  key: Key;
  /** As a command line is told of it, such as `--channel-order <name>`. */
  flags: string;
  description: string;
}

/**
 * The keys of a model description as flags of a command line, `size` as `--size <pixels>`.
 *
 * @example
 * ```ts
 * import { modelFlags } from '@augmix/evaluation';
 * modelFlags.find(({ key }) => key === 'batchSize')!.flags; // => '--batch-size <n>'
 * ```
 */
export const modelFlags: readonly ModelFlag[] = (Object.keys(readers) as Key[]).map((key) => ({
  key,
  flags: `${flagOf(key)} <${readers[key].value}>`,
  description: modelDescriptionSchema.shape[key].description ?? '',
}));

/**
 * What flags say of a model: `{ size: '224x256', mean: '0.5,0.4,0.3' }` as keys of a description. Names that are no keys of a
 * description are left alone.
 *
 * @throws AugmixError `CONFIG_INVALID_VALUE` that names the flag.
 * @example
 * ```ts
 * import { parseModelFlags } from '@augmix/evaluation';
 * parseModelFlags({ size: '224', mean: '0.5,0.4,0.3', out: 'results' }); // => { size: 224, mean: [0.5, 0.4, 0.3] }
 * ```
 */
export function parseModelFlags(flags: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(readers) as Key[]) {
    const text = flags[key];
    if (typeof text !== 'string') continue;
    const value = readers[key].read(text);
    parseWith(modelDescriptionSchema.shape[key] as z.ZodType, value, [flagOf(key)]);
    found[key] = value;
  }
  return found;
}

/**
 * The description of a model that was named on a command line: a YAML or JSON description, an ONNX file, or a TensorFlow.js
 * folder; flags win over what the file says. A file of class names in a flag is looked for from the current folder.
 *
 * @throws AugmixError `MODEL_NOT_FOUND`, `MODEL_INVALID`, and what {@link loadModelDescription} and {@link parseModelFlags} throw.
 * @example
 * ```ts no-run
 * import { describeModelPath } from '@augmix/evaluation';
 * const { format, size } = await describeModelPath('resnet50.onnx', { size: '224', resize: '256' });
 * [format, size]; // => ['onnx', [224, 224]]
 * ```
 */
export async function describeModelPath(
  path: string,
  flags: Readonly<Record<string, unknown>> = {},
): Promise<ModelDescription> {
  const given = parseModelFlags(flags);
  if (typeof given['classes'] === 'string') given['classes'] = resolve(given['classes']);
  const kind = await recognizeModel(path);
  if (kind === 'description') return loadModelDescription(path, given);
  if (kind === 'run' || kind === 'logits') {
    throw new AugmixError('MODEL_INVALID', `this is a folder of ${kind === 'run' ? 'a run' : 'logits'}`, {
      file: path,
      expected: 'a saved model or a description of one',
    });
  }
  return parseModelDescription({ format: kind, ...given, model: path }, '.');
}
