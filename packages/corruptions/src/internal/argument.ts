import { AugmixError, type Fields, type Image } from '@augmix/core';

/** Refuses an argument for which `accepted` is false. */
export function requireArgument(accepted: boolean, name: string, value: unknown, expected: string): void {
  if (accepted) return;
  throw new AugmixError('INVALID_ARGUMENT', `${name} is ${String(value)}`, { path: name, expected });
}

/** Refuses images without colour for corruptions that mix colours. */
export function requireRgb(corruption: string, { channels }: Image): void {
  if (channels === 3) return;
  const message = `${corruption} cannot work on an image with ${channels} channel${channels === 1 ? '' : 's'}`;
  throw new AugmixError('IMAGE_UNSUPPORTED', message, { expected: '3 channels (RGB)' });
}

/** A field given from outside, or else drawn. Fields must have exactly the values that are used. */
export function fieldOr(
  fields: Fields | undefined,
  name: string,
  length: number,
  draw: () => Float64Array | Float32Array,
): Float64Array | Float32Array {
  const field = fields?.[name] ?? draw();
  requireArgument(field.length === length, `fields.${name}.length`, field.length, String(length));
  return field;
}
