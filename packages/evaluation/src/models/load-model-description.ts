import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AugmixError, ConfigError, parseWith } from '@augmix/core';
import { parseConfigText } from '@augmix/core/node';
import { modelDescriptionSchema, type ModelDescription } from './preprocessing.js';

async function readText(file: string, what: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const message = cause.code === 'ENOENT' ? `there is no such ${what}` : `the ${what} cannot be read`;
    throw new AugmixError('MODEL_NOT_FOUND', message, { file, cause });
  });
}

/** Class names from a JSON list or from lines; empty lines are none. */
async function readClasses(file: string): Promise<string[]> {
  const text = await readText(file, 'file of class names');
  if (!/^\s*[[{]/.test(text)) {
    const lines = text.split('\n').flatMap((line) => (line.trim() ? [line.trim()] : []));
    return parseWith(classNames, lines, ['classes']);
  }
  const source = parseConfigText(text, file);
  try {
    return parseWith(classNames, source.value, ['classes']);
  } catch (error) {
    throw source.locate(error);
  }
}

const [classNames] = modelDescriptionSchema.shape.classes.unwrap().options;

/** Mean and deviation have one number, or one per channel. */
function checkChannels({ channels, mean, std }: Pick<ModelDescription, 'channels' | 'mean' | 'std'>): void {
  for (const [key, values] of Object.entries({ mean, std })) {
    if (!values || values.length === 1) continue;
    const expected = channels ?? 3;
    if (values.length === expected) continue;
    throw new ConfigError(
      'CONFIG_INVALID_VALUE',
      `invalid value ${JSON.stringify(values)}`,
      { expected: expected === 1 ? '1 number' : `1 or ${expected} numbers` },
      [key],
    );
  }
}

/**
 * Checks a model description and reads the class names that it points to.
 *
 * @param folder where relative paths start
 * @throws AugmixError `CONFIG_UNKNOWN_KEY` and `CONFIG_INVALID_VALUE` with the place and the nearest key, `MODEL_NOT_FOUND` for
 * a missing file of class names.
 * @example
 * ```ts
 * import { parseModelDescription } from '@augmix/evaluation';
 * const description = await parseModelDescription({ model: 'net.onnx', size: 224, mean: [0.5] }, '/models');
 * description.size; // => [224, 224]
 * description.channelOrder; // => 'rgb'
 * ```
 */
export async function parseModelDescription(value: unknown, folder: string): Promise<ModelDescription> {
  const { size, classes, ...rest } = parseWith(modelDescriptionSchema, value);
  checkChannels(rest);
  return {
    ...rest,
    model: resolve(folder, rest.model),
    ...(size !== undefined && { size: typeof size === 'number' ? [size, size] : size }),
    ...(classes !== undefined && {
      classes: typeof classes === 'string' ? await readClasses(resolve(folder, classes)) : classes,
    }),
  };
}

/**
 * Reads a model description from a YAML or JSON file.
 *
 * @param overrides keys that are set over those of the file, such as what was given on a command line
 * @throws AugmixError `MODEL_NOT_FOUND`, `CONFIG_SYNTAX`, and what {@link parseModelDescription} throws, with file and line.
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { loadModelDescription } from '@augmix/evaluation';
 * await writeFile('model.yaml', 'model: net.onnx\nsize: 224\nresize: 256\n');
 * const { size, resize } = await loadModelDescription('model.yaml');
 * [size, resize]; // => [[224, 224], 256]
 * ```
 */
export async function loadModelDescription(
  file: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<ModelDescription> {
  const source = parseConfigText(await readText(file, 'model description'), file);
  const { value } = source;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  try {
    const merged: unknown = isObject ? { ...value, ...overrides } : value;
    return { ...(await parseModelDescription(merged, dirname(resolve(file)))), file };
  } catch (error) {
    throw source.locate(error);
  }
}
