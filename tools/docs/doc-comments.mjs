// What the doc comments of the sources say about each plugin: its descriptor, and the code that it loads.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const packages = join(root, 'packages');

const kinds = {
  defineOp: 'op',
  defineAugmentation: 'augmentation',
  defineBatchAugmentation: 'batch-augmentation',
  defineLoss: 'loss',
  defineMetric: 'metric',
  defineModel: 'model',
  defineDataset: 'dataset',
  defineCorruption: 'corruption',
  definePerturbation: 'perturbation',
  defineOptimizer: 'optimizer',
  defineSchedule: 'schedule',
  defineBackend: 'backend',
  defineCallback: 'callback',
};

const parsed = new Map();
function parse(file) {
  if (!parsed.has(file)) {
    const text = readFileSync(file, 'utf8');
    parsed.set(file, ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  }
  return parsed.get(file);
}

function* nodesBelow(node) {
  yield node;
  const children = [];
  // What a type names is not loaded.
  ts.forEachChild(node, (child) => void (ts.isTypeNode(child) || children.push(child)));
  for (const child of children) yield* nodesBelow(child);
}

const propertyOf = (object, name) =>
  object.properties.find((property) => property.name?.getText() === name)?.initializer;

/** Every `defineX({ name: '…' })` below packages/: kind, name, file, and the expression that loads the code. */
function descriptors() {
  const sources = readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name, 'src');
    return readdirSync(folder, { recursive: true }).map((file) => join(folder, file));
  });
  const isSource = (file) => file.endsWith('.ts') && /\bdefine\w+\(\{/.test(readFileSync(file, 'utf8'));
  return sources
    .filter(isSource)
    .sort()
    .flatMap((file) =>
      [...nodesBelow(parse(file))].flatMap((node) => {
        const kind = ts.isCallExpression(node) ? kinds[node.expression.getText()] : undefined;
        const definition = kind && node.arguments[0];
        if (!definition || !ts.isObjectLiteralExpression(definition)) return [];
        const name = propertyOf(definition, 'name');
        if (!name || !ts.isStringLiteralLike(name)) return [];
        return [{ kind, name: name.text, file, call: node, load: propertyOf(definition, 'load') }];
      }),
    );
}

const moduleFile = (specifier, from) => resolve(dirname(from), specifier.replace(/\.js$/, '.ts'));

/** Where the names come from that a module imports from its own package: name → { file, exported }. */
function importsOf(file) {
  const imports = new Map();
  for (const statement of parse(file).statements) {
    if (!ts.isImportDeclaration(statement) || !statement.moduleSpecifier.text.startsWith('.')) continue;
    const names = statement.importClause?.namedBindings;
    for (const element of names && ts.isNamedImports(names) ? names.elements : []) {
      const exported = (element.propertyName ?? element.name).text;
      imports.set(element.name.text, { file: moduleFile(statement.moduleSpecifier.text, file), exported });
    }
  }
  return imports;
}

/** The one function that is taken out of `await import('…')`. */
function nameTaken(around) {
  if (ts.isPropertyAccessExpression(around.parent)) return around.parent.name.text;
  const pattern = around.name ?? around.parent.name;
  const elements = pattern && ts.isObjectBindingPattern(pattern) ? pattern.elements : [];
  return elements.length === 1 ? (elements[0].propertyName ?? elements[0].name).text : undefined;
}

/** The functions that `load` brings: `name`, or `(await import('…')).name`. */
function loadedBy({ load, file }) {
  const imports = importsOf(file);
  const found = [];
  for (const node of load ? nodesBelow(load) : []) {
    if (ts.isIdentifier(node) && imports.has(node.text)) found.push(imports.get(node.text));
    if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) continue;
    const specifier = node.arguments[0].text;
    if (!specifier.startsWith('.')) continue;
    // import('…') ← await ← (…) ← .name, or ← { name } =; what is put together of several is described by its descriptor.
    const exported = nameTaken(node.parent.parent);
    if (exported) found.push({ file: moduleFile(specifier, file), exported });
  }
  return found;
}

const plain = (text) =>
  text
    .replaceAll(
      /\{@link ([^}|]*?)(?:\s*\|\s*([^}]*?))?\}/g,
      (_, target, label) => `\`${label ?? target.trim()}\``,
    )
    .trim();

/** A doc comment, taken apart. */
function commentOf(node) {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const comment = comments.at(-1);
  if (!comment) return undefined;
  const text = plain(ts.getTextOfJSDocComment(comment.comment) ?? '');
  const tagsCalled = (name) =>
    (comment.tags ?? [])
      .filter(({ tagName }) => tagName.text === name)
      // From the text: the parser takes the first word behind @see for a name and leaves it out of the comment.
      .map((tag) =>
        plain(
          tag
            .getText()
            .replace(/^@\w+/, '')
            .replaceAll(/\n[ \t]*\* ?/g, '\n')
            .replace(/[\s*]*$/, ''),
        ),
      );
  const paragraphs = text.split(/\n\s*\n/);
  const isSource = (paragraph) => /^Sources?: /.test(paragraph);
  const oneLine = (paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ');
  return {
    text: paragraphs.filter((paragraph) => !isSource(paragraph)).join('\n\n'),
    sources: [
      ...paragraphs.filter(isSource).map((paragraph) => oneLine(paragraph.replace(/^Sources?: /, ''))),
      ...tagsCalled('see').map(oneLine),
    ],
    throws: tagsCalled('throws').map(oneLine),
    examples: tagsCalled('example').map((example) => example.trim()),
    links: [...comment.getText().matchAll(/\{@link (\w+)\}/g)].map(([, target]) => target),
  };
}

/** Exported functions of a module that have a doc comment, in the order of the file. */
function documentedFunctions(file) {
  const functions = new Map();
  for (const statement of parse(file).statements) {
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) continue;
    const names = ts.isFunctionDeclaration(statement)
      ? [statement.name.text]
      : ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map(({ name }) => name.getText())
        : [];
    const comment = names.length > 0 ? commentOf(statement) : undefined;
    if (comment) names.forEach((name) => functions.set(name, comment));
  }
  return functions;
}

/** The comments of what a plugin loads; where that has none, of its module's other functions, else of the descriptor. */
function commentsOf(descriptor) {
  const comments = loadedBy(descriptor).flatMap(({ file, exported }) => {
    const functions = documentedFunctions(file);
    const own = functions.get(exported);
    if (!own) return [...functions.values()];
    const itself = own.sources.length > 0 ? [] : [camelCase(descriptor.name)];
    const linked = [...own.links, ...itself]
      .map((name) => functions.get(name))
      .filter((other) => other && other !== own);
    return [...linked, own];
  });
  if (comments.length > 0) return [...new Set(comments)];
  let node = descriptor.call;
  while (node && !ts.isStatement(node)) node = node.parent;
  const own = node && commentOf(node);
  return own ? [own] : [];
}

const camelCase = (name) => name.replaceAll(/[_-](\w)/g, (_, letter) => letter.toUpperCase());
const codeOf = (example) => /```ts[\s\S]*?```/.exec(example)?.[0];
const relative = (file) => file.slice(root.length).split(sep).join('/');

/**
 * What the sources say of every plugin that is defined in them, by `kind/name`: `description` and `throws` as Markdown,
 * `source`, `examples` as fenced code, `file` of the code, and `descriptor`, the file that registers it.
 */
export function documentedPlugins() {
  return new Map(
    descriptors().map((descriptor) => {
      const comments = commentsOf(descriptor);
      const unique = (list) => [...new Set(list)].filter(Boolean);
      const about = {
        description: unique(comments.map(({ text }) => text)).join('\n\n'),
        source: unique(comments.flatMap(({ sources }) => sources)).join('; '),
        throws: unique(comments.flatMap(({ throws }) => throws)),
        examples: unique(comments.flatMap(({ examples }) => examples.map(codeOf))),
        file: relative(loadedBy(descriptor)[0]?.file ?? descriptor.file),
        descriptor: relative(descriptor.file),
      };
      return [`${descriptor.kind}/${descriptor.name}`, about];
    }),
  );
}
