import { AugmixError, ConfigError, suggestName } from '@augmix/core';
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
  const { classMapping, classes: names, file = description.model } = description;
  if (names && names.length !== outputs) {
    throw new AugmixError('MODEL_MISMATCH', `${names.length} class names are given for ${outputs} outputs`, {
      file,
      path: 'classes',
      expected: `${outputs} names`,
    });
  }
  if (classMapping) return fromMapping(description, classMapping, outputs, classes);
  if (!names || !classes || isSame(names, classes)) return undefined;
  return classes.map((name) => {
    const output = names.indexOf(name);
    if (output >= 0 && names.indexOf(name, output + 1) < 0) return output;
    const fault = output < 0 ? 'is not among' : 'is twice among';
    throw new AugmixError('MODEL_MISMATCH', `the data set's class "${name}" ${fault} the model's classes`, {
      file,
      path: 'classes',
      suggestion: output < 0 ? didYouMean(name, names) : 'say in classMapping which output it is',
    });
  });
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => name === b[index]);

// The list of a thousand names helps nobody.
function didYouMean(name: string, names: readonly string[]): string | undefined {
  const suggestion = suggestName(name, names);
  return suggestion?.startsWith('known:') && names.length > 20 ? undefined : suggestion;
}

function fromMapping(
  { classMapping: _, ...description }: Described,
  mapping: NonNullable<Described['classMapping']>,
  outputs: number,
  classes?: readonly string[],
): number[] {
  const { file } = description;
  const invalid = (
    message: string,
    place: string | number | undefined,
    details: { expected?: string; suggestion?: string },
  ): ConfigError =>
    new ConfigError(
      'CONFIG_INVALID_VALUE',
      message,
      { file, ...details },
      place === undefined ? ['classMapping'] : ['classMapping', place],
    );
  const outputOf = (ref: string | number, place: string | number): number => {
    if (typeof ref === 'number') {
      if (ref < outputs) return ref;
      throw invalid(`there is no output ${ref}`, place, { expected: `0 to ${outputs - 1}` });
    }
    const output = description.classes?.indexOf(ref) ?? -1;
    if (output >= 0) return output;
    throw invalid(`no output is named "${ref}"`, place, {
      suggestion: description.classes
        ? didYouMean(ref, description.classes)
        : 'name the outputs in classes, or give their numbers',
    });
  };
  if (Array.isArray(mapping)) {
    if (classes && classes.length !== mapping.length) {
      throw invalid(`${mapping.length} outputs are given`, undefined, {
        expected: `${classes.length}, one for each class of the data set`,
      });
    }
    return mapping.map(outputOf);
  }
  if (!classes)
    throw invalid('the names of the data set’s classes are not known', undefined, { expected: 'a list' });
  const unknown = Object.keys(mapping).find((name) => !classes.includes(name));
  if (unknown !== undefined) {
    throw invalid('the data set has no such class', unknown, { suggestion: didYouMean(unknown, classes) });
  }
  return classes.map((name) => {
    if (Object.hasOwn(mapping, name)) return outputOf(mapping[name], name);
    throw invalid('a class of the data set is missing', name, { expected: 'its output' });
  });
}
