import { AugmixError, ConfigError, suggestName } from '@augmix/core';
import { describedBy } from './internal/described-by.js';
import type { ModelDescription } from './preprocessing.js';

type Described = Pick<ModelDescription, 'model' | 'file' | 'classes' | 'classMapping'>;

/**
 * Finds for each class of a data set the output of a model that means it: by the description's `classMapping`, else by the
 * names in its `classes`, else output k is class k.
 *
 * @param outputs how many outputs the model has
 * @param classes names of the data set's classes in label order; without them, only a mapping by order can be used
 * @returns the outputs in label order, or undefined when they stand so already
 * @throws AugmixError `CONFIG_INVALID_VALUE` when the mapping names outputs or classes that are not there, `MODEL_MISMATCH`
 * when `classes` are not those of the model or lack one of the data set's
 * @example
 * ```ts
 * import { mapClasses } from '@augmix/evaluation';
 * const classes = ['ant', 'bee', 'cat'];
 * mapClasses({ model: 'net.onnx', classes }, 3, ['cat', 'ant']); // => [2, 0]
 * mapClasses({ model: 'net.onnx', classMapping: [2, 0] }, 3); // => [2, 0]
 * mapClasses({ model: 'net.onnx' }, 3); // => undefined
 * ```
 */
export function mapClasses(
  description: Described,
  outputs: number,
  classes?: readonly string[],
): number[] | undefined {
  const { classMapping, classes: names } = description;
  const file = describedBy(description);
  if (names && names.length !== outputs) {
    throw new AugmixError('MODEL_MISMATCH', `${names.length} class names are given for ${outputs} outputs`, {
      file,
      path: 'classes',
      expected: `${outputs} names`,
    });
  }
  if (classMapping) return fromMapping({ ...description, classMapping }, outputs, classes);
  if (!names || !classes || isSame(names, classes)) return undefined;
  return classes.map((name) => {
    const output = names.indexOf(name);
    if (output >= 0 && names.indexOf(name, output + 1) < 0) return output;
    const fault = output < 0 ? 'is not among' : 'is twice among';
    throw new AugmixError('MODEL_MISMATCH', `the data set's class "${name}" ${fault} the model's classes`, {
      file,
      path: 'classes',
      suggestion: (output < 0 && didYouMean(name, names)) || 'say in classMapping which output it is',
    });
  });
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => name === b[index]);

/** The nearest of many names, or all when there are few: the list of a thousand helps nobody. */
function didYouMean(name: string, names: readonly string[]): string | undefined {
  const suggestion = suggestName(name, names);
  return suggestion?.startsWith('known:') && names.length > 20 ? undefined : suggestion;
}

type Mapped = Described & { classMapping: NonNullable<Described['classMapping']> };
type Place = string | number;

function fromMapping(description: Mapped, outputs: number, classes?: readonly string[]): number[] {
  const { classMapping } = description;
  const invalid = mappingError(description);
  if (!Array.isArray(classMapping)) {
    return distinct(fromPairs(description, classMapping, outputs, classes), invalid);
  }
  if (classes && classes.length !== classMapping.length) {
    const expected = `${classes.length}, one for each class of the data set`;
    throw invalid(`${classMapping.length} outputs are given`, { expected });
  }
  return distinct(
    classMapping.map((ref, label) => outputOf(description, ref, label, outputs)),
    invalid,
  );
}

function fromPairs(
  description: Mapped,
  pairs: Readonly<Record<string, Place>>,
  outputs: number,
  classes?: readonly string[],
): number[] {
  const invalid = mappingError(description);
  if (!classes) throw invalid('the names of the data set’s classes are not known', { expected: 'a list' });
  const unknown = Object.keys(pairs).find((name) => !classes.includes(name));
  if (unknown !== undefined) {
    throw invalid('the data set has no such class', { suggestion: didYouMean(unknown, classes) }, unknown);
  }
  return classes.map((name) => {
    if (Object.hasOwn(pairs, name)) return outputOf(description, pairs[name], name, outputs);
    throw invalid('a class of the data set is missing', { expected: 'its output' }, name);
  });
}

function outputOf(description: Mapped, ref: Place, place: Place, outputs: number): number {
  const { classes } = description;
  const invalid = mappingError(description);
  if (typeof ref === 'number') {
    if (ref < outputs) return ref;
    throw invalid(`there is no output ${ref}`, { expected: `0 to ${outputs - 1}` }, place);
  }
  const output = classes?.indexOf(ref) ?? -1;
  if (output >= 0 && classes!.indexOf(ref, output + 1) < 0) return output;
  if (output >= 0) throw invalid(`two outputs are named "${ref}"`, { expected: 'the number of one' }, place);
  const suggestion = classes
    ? didYouMean(ref, classes)
    : 'name the outputs in classes, or give their numbers';
  throw invalid(`no output is named "${ref}"`, { suggestion }, place);
}

// Of two classes with one output the second could never be predicted.
function distinct(mapped: number[], invalid: ReturnType<typeof mappingError>): number[] {
  const twice = mapped.find((output, label) => mapped.indexOf(output) < label);
  if (twice === undefined) return mapped;
  throw invalid(`output ${twice} is given for two classes`, {
    expected: 'an output of its own for each class',
  });
}

const mappingError =
  (description: Described) =>
  (message: string, details: { expected?: string; suggestion?: string }, place?: Place): ConfigError =>
    new ConfigError(
      'CONFIG_INVALID_VALUE',
      message,
      { file: describedBy(description), ...details },
      place === undefined ? ['classMapping'] : ['classMapping', place],
    );
