import { AugmixError, formatPath, suggestName, type ConfigPath } from '@augmix/core';

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The error of a value in a trace that was read from a file. */
export function traceError(
  value: unknown,
  path: ConfigPath,
  expected: string,
  suggestion?: string,
): AugmixError {
  const place = formatPath(path);
  return new AugmixError('TRACE_INVALID', `the trace has ${show(value)}${place ? '' : ' at its root'}`, {
    path: place || undefined,
    expected,
    suggestion,
  });
}

/** An object; with `keys`, one that has exactly these. */
export function readRecord(
  value: unknown,
  path: ConfigPath,
  keys?: readonly string[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw traceError(value, path, keys?.length ? `an object with ${keys.join(', ')}` : 'an object');
  }
  const record = value as Record<string, unknown>;
  if (!keys) return record;
  for (const key of Object.keys(record)) {
    if (keys.includes(key)) continue;
    const suggestion = suggestName(key, keys) ?? 'nothing can be set here';
    throw new AugmixError('TRACE_INVALID', `unknown key "${key}"`, {
      path: formatPath([...path, key]),
      suggestion,
    });
  }
  for (const key of keys) {
    if (record[key] === undefined) throw traceError(undefined, [...path, key], 'a value');
  }
  return record;
}

/** A list. */
export function readList(value: unknown, path: ConfigPath): unknown[] {
  if (!Array.isArray(value)) throw traceError(value, path, 'a list');
  return value as unknown[];
}

/** A number from 0 to 1. */
export function readShare(value: unknown, path: ConfigPath): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw traceError(value, path, 'a number from 0 to 1');
}

/** A whole number of at least 0. */
export function readInteger(value: unknown, path: ConfigPath): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw traceError(value, path, 'a whole number of at least 0');
}
