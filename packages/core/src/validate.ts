import type * as z from 'zod';
import { AugmixError } from './errors.js';
import { suggestName } from './nearest-name.js';

/** A place in a config, such as `['augmentation', 'ops', 0]`. */
export type ConfigPath = readonly (string | number)[];

/**
 * Writes a path the way it is written in JavaScript.
 *
 * @example
 * ```ts
 * import { formatPath } from '@augmix/core';
 * formatPath(['augmentation', 'ops', 0, 'type']); // => 'augmentation.ops[0].type'
 * ```
 */
export function formatPath(path: ConfigPath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    '',
  );
}

/**
 * The error of a value in a config, its place kept as a path so that a loader can add file and line.
 *
 * @example
 * ```ts
 * import { ConfigError } from '@augmix/core';
 * const error = new ConfigError('CONFIG_INVALID_VALUE', 'invalid value -1', { expected: 'a number above 0' }, ['ops', 0]);
 * error.toLine(); // => 'CONFIG_INVALID_VALUE at ops[0]: invalid value -1; expected a number above 0'
 * ```
 */
export class ConfigError extends AugmixError {
  readonly configPath: ConfigPath;
  constructor(
    ...[code, message, details, configPath]: [
      ...Required<ConstructorParameters<typeof AugmixError>>,
      ConfigPath,
    ]
  ) {
    super(code, message, { path: formatPath(configPath) || undefined, ...details });
    this.configPath = configPath;
  }
}

function shapeKeys(schema: z.ZodType): string[] {
  const def = schema.def as unknown as { shape?: object; innerType?: z.ZodType; options?: z.ZodType[] };
  if (def.innerType) return shapeKeys(def.innerType);
  if (def.options) return def.options.flatMap(shapeKeys);
  return def.shape ? Object.keys(def.shape) : [];
}

function schemaAt(schema: z.ZodType, path: ConfigPath): z.ZodType | undefined {
  let current: z.ZodType | undefined = schema;
  for (const part of path) {
    let def = current?.def as unknown as
      { shape?: Record<string, z.ZodType>; element?: z.ZodType; innerType?: z.ZodType } | undefined;
    while (def?.innerType) def = def.innerType.def as unknown as typeof def;
    current = typeof part === 'number' ? def?.element : def?.shape?.[part];
  }
  return current;
}

function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(
    (inner, part) => (inner as Record<string | number, unknown> | undefined)?.[part],
    value,
  );
}

type Issue = z.core.$ZodIssue;
const isPlainUnion = (issue: Issue): issue is z.core.$ZodIssueInvalidUnion =>
  issue.code === 'invalid_union' && issue.message === 'Invalid input';

// A value of the wrong type fits no branch of a union; one with a flaw inside means the branch that it got into.
function enterUnions(issue: Issue): Issue[] {
  if (!isPlainUnion(issue)) return [issue];
  const isMisfit = ({ code, path }: Issue): boolean =>
    path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
  const meant = issue.errors.find((branch) => !branch.some(isMisfit));
  return (
    meant?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(enterUnions) ?? [
      issue,
    ]
  );
}

const quantity = (origin: string): string =>
  origin === 'number' || origin === 'int'
    ? 'a number'
    : `${/^[aeiou]/.test(origin) ? 'an' : 'a'} ${origin} of length`;

function expectation(issue: Issue): string {
  if (isPlainUnion(issue) && issue.errors.length > 0) {
    return issue.errors.map(([first]) => expectation(first)).join(' or ');
  }
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int'
        ? 'a whole number'
        : `${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? show(issue.values[0])
        : `one of ${issue.values.map(show).join(', ')}`;
    case 'too_small':
      return `${quantity(issue.origin)} ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `${quantity(issue.origin)} ${issue.inclusive ? 'of at most' : 'below'} ${issue.maximum}`;
    default:
      return issue.message;
  }
}

/**
 * Parses a value with a schema and turns the first problem into a coded error with its place, what was expected and
 * the nearest valid key.
 *
 * @throws AugmixError `CONFIG_UNKNOWN_KEY` or `CONFIG_INVALID_VALUE`.
 * @example
 * ```ts
 * import { isAugmixError, parseWith, z } from '@augmix/core';
 * const schema = z.strictObject({ severity: z.number().max(10).default(3) });
 * parseWith(schema, {}); // => { severity: 3 }
 * let line = '';
 * try {
 *   parseWith(schema, { severity: 11 }, ['augmentation']);
 * } catch (error) {
 *   if (isAugmixError(error)) line = error.toLine();
 * }
 * line; // => 'CONFIG_INVALID_VALUE at augmentation.severity: invalid value 11; expected a number of at most 10'
 * ```
 */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: ConfigPath = [],
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // A misspelt key explains the missing one that it was meant to be, so it goes first.
  const issues = result.error.issues.flatMap(enterUnions);
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const place = [...path, ...issue.path] as ConfigPath;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0];
    const known = shapeKeys(schemaAt(schema, issue.path as ConfigPath) ?? schema);
    const suggestion = suggestName(key, known) ?? 'nothing can be set here';
    throw new ConfigError('CONFIG_UNKNOWN_KEY', `unknown key "${key}"`, { suggestion }, [...place, key]);
  }
  const found = valueAt(value, issue.path as ConfigPath);
  const message = found === undefined ? 'a value is missing' : `invalid value ${show(found)}`;
  const suggestion =
    issue.code === 'invalid_value' && typeof found === 'string'
      ? suggestName(found, issue.values.map(String))
      : undefined;
  const isList = suggestion?.startsWith('known:');
  throw new ConfigError(
    'CONFIG_INVALID_VALUE',
    message,
    { expected: expectation(issue), suggestion: isList ? undefined : suggestion },
    place,
  );
}
