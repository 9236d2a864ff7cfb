import { AugmixError, suggestName } from '@augmix/core';

/** The position of the output to judge: the only one, or the one that the description names. */
export function chooseOutput(names: readonly string[], wanted: string | undefined, file: string): number {
  if (wanted === undefined && names.length === 1) return 0;
  if (wanted === undefined) {
    throw new AugmixError('MODEL_INVALID', `the model has ${names.length} outputs: ${names.join(', ')}`, {
      file,
      path: 'output',
      expected: 'the name of one of them',
    });
  }
  const place = names.indexOf(wanted);
  if (place >= 0) return place;
  throw new AugmixError('MODEL_INVALID', `the model has no output "${wanted}"`, {
    file,
    path: 'output',
    suggestion: suggestName(wanted, names),
  });
}

/** The position of the only input. */
export function checkSingleInput(names: readonly string[], file: string): string {
  if (names.length === 1) return names[0];
  throw new AugmixError('MODEL_INVALID', `the model has ${names.length} inputs: ${names.join(', ')}`, {
    file,
    expected: '1 input, the images',
  });
}

/** Refuses inputs and outputs of types that images and logits are not given in. */
export function checkDtype<Dtype extends string>(
  what: string,
  found: string,
  accepted: readonly Dtype[],
  file: string,
): Dtype {
  const dtype = accepted.find((name) => name === found);
  if (dtype !== undefined) return dtype;
  throw new AugmixError('MODEL_INVALID', `the model's ${what} is ${found}`, {
    file,
    expected: accepted.join(' or '),
  });
}
