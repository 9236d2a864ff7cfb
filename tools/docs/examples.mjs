// Finds the ```ts blocks of Markdown files and TSDoc comments and makes programs of them that check their values.
import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';

/**
 * @typedef {{ file: string, line: number, code: string, runs: boolean }} Example
 * `line` is where the code starts, counted from 1; `runs` is false for blocks fenced as ```ts no-run.
 */

/**
 * The fenced blocks of a Markdown text.
 *
 * @returns {{ file: string, line: number, language: string, words: string[], code: string }[]} `words` stand behind the
 * language in the block's first line
 */
export function blocksOfMarkdown(text, file) {
  const blocks = [];
  let open;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^\s*```+\s*(.*?)\s*$/.exec(line);
    if (!fence) open?.lines.push(line);
    else if (open) {
      const [language, ...words] = open.info.split(/\s+/);
      blocks.push({ file, line: open.line, language, words, code: open.lines.join('\n') });
      open = undefined;
    } else open = { info: fence[1], line: index + 2, lines: [] };
  }
  return blocks;
}

/** The ```ts blocks of a Markdown text. @returns {Example[]} */
export function examplesOfMarkdown(text, file) {
  return blocksOfMarkdown(text, file)
    .filter(({ language }) => language === 'ts')
    .map(({ line, code, words }) => ({ file, line, code, runs: !words.includes('no-run') }));
}

/** The ```ts blocks of the doc comments of a source text. @returns {Example[]} */
export function examplesOfSource(text, file) {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const before = text.slice(0, comment.index).split('\n').length - 1;
    const markdown = comment[0].replaceAll(/^[ \t]*\*(?!\/) ?/gm, '');
    return examplesOfMarkdown(markdown, file).map((example) => ({ ...example, line: example.line + before }));
  });
}

// The innermost statement whose end is the last code before a comment, on the same line or the line above.
function statementBefore(source, comment) {
  let found;
  const visit = (node) => {
    if (ts.isStatement(node) && node.end <= comment && source.text.slice(node.end, comment).trim() === '')
      found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * The example as a program that reports every `// => value` to `globalThis.checkExample(line, actual, expected)`.
 *
 * @param {Example} example
 * @throws Error where a value stands behind something that has none.
 */
export function checkedProgram(example) {
  const { code, line } = example;
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const edits = [];
  for (const match of code.matchAll(/\/\/ => (.*)$/gm)) {
    const place = line + code.slice(0, match.index).split('\n').length - 1;
    const statement = statementBefore(source, match.index);
    const check = (actual) => `;checkExample(${place}, ${actual}, () => (${match[1].trim()}\n));`;
    if (statement && ts.isExpressionStatement(statement)) {
      const { expression } = statement;
      edits.push({
        start: expression.getStart(source),
        end: statement.end,
        text: check(expression.getText(source)),
      });
    } else if (statement && ts.isVariableStatement(statement)) {
      const name = statement.declarationList.declarations.at(-1).name.getText(source);
      edits.push({ start: statement.end, end: statement.end, text: check(name) });
    } else throw new Error(`${example.file}:${place}: "// =>" stands behind nothing that has a value`);
  }
  let program = code;
  for (const { start, end, text } of edits.reverse())
    program = program.slice(0, start) + text + program.slice(end);
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return { program: outputText, checks: edits.length };
}

const isList = (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/**
 * Whether a value is what an example says. Whole numbers must be equal, other numbers within 1e-6 (relative above 1, within a thousandth below 0.001);
 * a typed array may be written as an array.
 */
export function isAsWritten(actual, expected) {
  if (typeof actual === 'number' && typeof expected === 'number' && !Number.isInteger(expected)) {
    const size = Math.abs(expected);
    // Small numbers, such as a learning rate of 1e-6, must not pass as anything near zero.
    const tolerance = size < 1e-3 ? 1e-3 * size : 1e-6 * Math.max(1, size);
    return Object.is(actual, expected) || Math.abs(actual - expected) <= tolerance;
  }
  if (isList(actual) && isList(expected)) {
    return (
      actual.length === expected.length &&
      Array.from(actual).every((item, i) => isAsWritten(item, expected[i]))
    );
  }
  const isPlain = (value) => typeof value === 'object' && value !== null && !isList(value);
  if (isPlain(actual) && isPlain(expected) && Object.getPrototypeOf(expected) === Object.prototype) {
    const keys = Object.keys(expected);
    return (
      isDeepStrictEqual(Object.keys(actual).sort(), [...keys].sort()) &&
      keys.every((key) => isAsWritten(actual[key], expected[key]))
    );
  }
  return isDeepStrictEqual(actual, expected);
}
