type Keyed = Record<string, unknown>;

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
const isObject = (value: unknown): value is Keyed => typeof value === 'object' && value !== null;

/** Zeros are equal whatever their sign, since JSON has one zero only. */
const isSame = (a: unknown, b: unknown): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/** `[object Map]` and the like; those have no keys to compare. */
const classOf = (value: object): string => Object.prototype.toString.call(value);

const text = (value: unknown): string =>
  isList(value)
    ? `a list of ${value.length}`
    : isObject(value)
      ? classOf(value) === '[object Object]'
        ? 'an object'
        : classOf(value)
      : typeof value === 'string'
        ? JSON.stringify(value)
        : String(value);

/**
 * Where two values first differ, in words; undefined where they are equal. A typed array equals an array of the same
 * numbers, and a key whose value is undefined one that is missing, as after a trip through JSON.
 */
export function difference(found: unknown, expected: unknown, path = ''): string | undefined {
  const here = path || 'it';
  if (isList(found) && isList(expected)) {
    if (found.length !== expected.length) {
      return `${here} has ${found.length} entries instead of ${expected.length}`;
    }
    for (let index = 0; index < found.length; index++) {
      if (isSame(found[index], expected[index])) continue;
      const inner = difference(found[index], expected[index], `${path}[${index}]`);
      if (inner) return inner;
    }
    return undefined;
  }
  if (isObject(found) && isObject(expected) && classOf(found) === classOf(expected) && !isList(found)) {
    for (const key of new Set([...Object.keys(found), ...Object.keys(expected)])) {
      const inner = difference(found[key], expected[key], path ? `${path}.${key}` : key);
      if (inner) return inner;
    }
    return undefined;
  }
  return isSame(found, expected) ? undefined : `${here} is ${text(found)} instead of ${text(expected)}`;
}
