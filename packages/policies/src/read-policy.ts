import { AugmixError, suggestName } from '@augmix/core';
import { readLists } from './internal/literal.js';

/**
 * The lists in the text of a policy file: JSON, or Python source with list literals, such as the `archive.py` of
 * kakaobrain/fast-autoaugment. Nothing is executed, and what the lists hold is not checked: give the result to `policy`.
 *
 * @param entry name of the list: a key of a JSON object, a Python variable, or a Python function, whose lists are joined
 * in order. A file that is one list needs none.
 * @throws AugmixError `CONFIG_SYNTAX` when the text holds no lists that can be read, or not the entry.
 * @example
 * ```ts
 * import { readPolicy } from '@augmix/policies';
 * const source = 'def fa_small():\n    p = [[["ShearX", 0.9, 0.4], ["Invert", 0.2, 0.3]]]\n    return p\n';
 * readPolicy(source, 'fa_small'); // => [[['ShearX', 0.9, 0.4], ['Invert', 0.2, 0.3]]]
 * readPolicy('[[["Equalize", 1]]]'); // => [[['Equalize', 1]]]
 * ```
 */
export function readPolicy(text: string, entry?: string): unknown[] {
  if (/^\s*\{/.test(text)) return readKey(text, entry);
  const lists = readLists(text, entry === undefined ? [0, text.length] : placeOf(text, entry));
  if (lists.length === 0) throw syntaxError('there is no list', 'a list of sub-policies');
  if (entry === undefined && lists.length > 1) {
    throw syntaxError(`there are ${lists.length} lists`, 'the name of one of them', namesIn(text));
  }
  return lists.flat(1);
}

function readKey(text: string, entry: string | undefined): unknown[] {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new AugmixError('CONFIG_SYNTAX', 'this is not JSON', { expected: 'a JSON object of lists', cause });
  }
  const list = entry === undefined ? undefined : record[entry];
  if (Array.isArray(list)) return list as unknown[];
  const names = Object.keys(record);
  throw syntaxError(
    entry === undefined ? 'this is an object' : `there is no list "${entry}"`,
    'the name of a list',
    names,
  );
}

function syntaxError(message: string, expected: string, names: readonly string[] = []): AugmixError {
  const suggestion = names.length > 0 ? `set entry; known: ${names.join(', ')}` : undefined;
  return new AugmixError('CONFIG_SYNTAX', message, { expected, suggestion });
}

const definitions = /^(?:def\s+(\w+)\s*\(|(\w+)\s*=(?!=))/gm;

function namesIn(text: string): string[] {
  return [...text.matchAll(definitions)].map(([, func, variable]) => func ?? variable);
}

// What is indented below a definition, or bracketed beside it, up to the next line that starts at the margin with a word.
function placeOf(text: string, entry: string): [start: number, end: number] {
  const match = [...text.matchAll(definitions)].find(([, func, variable]) => (func ?? variable) === entry);
  if (!match) {
    throw new AugmixError('CONFIG_SYNTAX', `there is no "${entry}"`, {
      expected: 'the name of a function or variable',
      suggestion: suggestName(entry, namesIn(text)),
    });
  }
  const start = match.index + match[0].length;
  const length = text.slice(start).search(/\n[A-Za-z_@]/);
  return [start, length < 0 ? text.length : start + length];
}
