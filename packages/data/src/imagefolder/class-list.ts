import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { AugmixError, suggestName, type ErrorDetails } from '@augmix/core';

/** Names of class folders in label order, or the label of each class folder. */
export type ClassesOption = readonly string[] | Readonly<Record<string, number>>;

/** The classes of a data set and the labels of their folders. */
export interface ClassList {
  /** In label order; a label of several folders is named after the first one. */
  readonly names: readonly string[];
  /**
   * The label of a class folder.
   * @throws AugmixError `DATA_INVALID` for a folder that belongs to no class
   */
  label(classFolder: string, path: string): number;
}

/** Classes whose folders are listed, or mapped to labels of which each from 0 up is used. */
export function classList(classes: ClassesOption, origin: string, details: ErrorDetails = {}): ClassList {
  const invalid = (message: string, expected: string): AugmixError =>
    new AugmixError(details.file ? 'DATA_INVALID' : 'CONFIG_INVALID_VALUE', message, {
      ...details,
      expected,
    });
  const pairs: (readonly [name: string, label: number])[] = isListOfNames(classes)
    ? classes.map((name, label) => [name, label])
    : Object.entries(classes as Readonly<Record<string, number>>);
  if (pairs.length === 0) throw invalid('there are no classes', 'at least one class folder');
  const labels = new Map<string, number>();
  const byLabel = new Map<number, string>();
  for (const [name, label] of pairs) {
    if (name === '') throw invalid('a class has no name', 'names of class folders');
    if (labels.has(name)) throw invalid(`class "${name}" is there twice`, 'every class folder once');
    labels.set(name, label);
    if (!byLabel.has(label)) byLabel.set(label, name);
  }
  const names = Array.from(byLabel, (_, label) => byLabel.get(label) ?? '');
  const hole = names.indexOf('');
  if (hole >= 0) throw invalid(`no class folder has the label ${hole}`, 'labels 0, 1, 2, … without a gap');
  return {
    names,
    label(classFolder, path) {
      const label = labels.get(classFolder);
      if (label !== undefined) return label;
      throw new AugmixError('DATA_INVALID', `"${classFolder}" is not one of the classes of ${origin}`, {
        file: path,
        suggestion: suggestName(classFolder, labels.keys()),
      });
    },
  };
}

/**
 * Reads classes from a file: `.json` with a list or a mapping, or text with the name of a class folder on each line.
 *
 * @throws AugmixError `DATA_MISSING`, `DATA_INVALID` with the file
 */
export async function readClassList(file: string): Promise<ClassList> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AugmixError('DATA_MISSING', 'there is no such list of classes', { file, cause });
  });
  return classList(parseClasses(text, file), file, { file });
}

function parseClasses(text: string, file: string): ClassesOption {
  if (extname(file).toLowerCase() !== '.json') {
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AugmixError('DATA_INVALID', 'the file is not JSON', { file, cause });
  }
  if (isListOfNames(value) || isMapping(value)) return value;
  throw new AugmixError('DATA_INVALID', 'the file is no list of classes', {
    file,
    expected: '["cat", "dog"] or { "cat": 0, "dog": 1 }',
  });
}

const isListOfNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

const isMapping = (value: unknown): value is Record<string, number> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((label: unknown) => Number.isInteger(label) && (label as number) >= 0);
