import { AugmixError } from '@augmix/core';

const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const word = /[A-Za-z_]\w*/y;
const blank = /(?:\s|#[^\n]*|\\\n)*/y;
// Docstrings, strings and comments, in which brackets mean nothing.
const skipped = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/y;
const string = /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/y;
const constants: Record<string, unknown> = {
  None: null,
  null: null,
  True: true,
  true: true,
  False: false,
  false: false,
};

/** Reads literals of JSON and Python: lists, tuples, numbers, strings, None. */
class LiteralReader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  value(): unknown {
    this.#take(blank);
    const opening = this.#text[this.at];
    if (opening === '[') return this.#items(']');
    if (opening === '(') return this.#items(')');
    const quoted = this.#take(string);
    if (quoted) return quoted[1] ?? quoted[2];
    const digits = this.#take(number);
    if (digits) return Number(digits[0]);
    const start = this.at;
    const name = this.#take(word)?.[0];
    if (name !== undefined && Object.hasOwn(constants, name)) return constants[name];
    this.at = start;
    throw this.#error();
  }

  #items(closing: string): unknown[] {
    this.at++;
    const items: unknown[] = [];
    for (;;) {
      this.#take(blank);
      if (this.#text[this.at] === closing) break;
      items.push(this.value());
      this.#take(blank);
      if (this.#text[this.at] === ',') this.at++;
      else if (this.#text[this.at] !== closing) throw this.#error();
    }
    this.at++;
    return items;
  }

  #error(): AugmixError {
    const line = this.#text.slice(0, this.at).split('\n').length;
    const found = this.#text.slice(this.at, this.at + 20).split('\n')[0];
    return new AugmixError('CONFIG_SYNTAX', `a list has ${found ? `"${found}"` : 'no end'}`, {
      expected: 'names, numbers and lists',
      line,
    });
  }
}

/** Every list that stands by itself in a part of a text. */
export function readLists(text: string, [start, end]: readonly [number, number]): unknown[][] {
  const lists: unknown[][] = [];
  let at = start;
  while (at < end) {
    skipped.lastIndex = at;
    if (text[at] === '[') {
      const reader = new LiteralReader(text, at);
      lists.push(reader.value() as unknown[]);
      at = reader.at;
    } else if (skipped.test(text)) at = skipped.lastIndex;
    else at++;
  }
  return lists;
}
