// The generated reference pages as Markdown.
import { cell, code, notice, table } from './markdown.mjs';

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) {
  // Schemas of whole numbers carry the largest safe integer where nothing was said.
  const isBound = (bound) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (isBound(minimum) && isBound(maximum)) return ` ${minimum} … ${maximum}`;
  return [
    isBound(minimum) && ` ≥ ${minimum}`,
    isBound(exclusiveMinimum) && ` > ${exclusiveMinimum}`,
    isBound(maximum) && ` ≤ ${maximum}`,
    isBound(exclusiveMaximum) && ` < ${exclusiveMaximum}`,
  ]
    .filter(Boolean)
    .join(',');
}

/** A schema's type in words. */
function typeOf(schema, pluginPage) {
  const kind = schema.allOf?.[0]?.$ref?.split('/').at(-1);
  if (kind) return `[${kind}](${pluginPage}#${kind})`;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(' or ');
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.map((branch) => typeOf(branch, pluginPage)).join(' or ');
  if (schema.prefixItems ?? Array.isArray(schema.items))
    return `[${(schema.prefixItems ?? schema.items).map((item) => typeOf(item, pluginPage)).join(', ')}]`;
  if (schema.type === 'array') return schema.items ? `list of ${typeOf(schema.items, pluginPage)}` : 'list';
  if (schema.type === 'integer') return `whole number${range(schema)}`;
  if (schema.type === 'number') return `number${range(schema)}`;
  if (schema.type === 'object' && schema.properties) {
    const keys = Object.entries(schema.properties);
    return `{ ${keys.map(([key, inner]) => `${key}: ${typeOf(inner, pluginPage)}`).join(', ')} }`;
  }
  return schema.type ?? 'any';
}

/** Rows of name, type, default, description; nested objects are spelt out with dots. */
function optionRows(schema, pluginPage, prefix = '') {
  return Object.entries(schema.properties ?? {}).flatMap(([name, option]) => {
    const path = prefix + name;
    const isGroup = option.type === 'object' && option.properties && option.default !== undefined;
    if (isGroup) return optionRows(option, pluginPage, `${path}.`);
    const isRequired = schema.required?.includes(name);
    const fallback = option.default === undefined ? (isRequired ? '(required)' : '') : code(option.default);
    return [[code(path), typeOf(option, pluginPage), fallback, cell(option.description)]];
  });
}

const optionHead = ['option', 'type', 'default', 'meaning'];

export function errorsPage(catalogue) {
  const rows = Object.entries(catalogue).map(([name, { exit, meaning }]) => [
    code(name),
    exit,
    cell(meaning),
  ]);
  return (
    `${notice}# Errors\n\n` +
    'Every error that AugMix raises on purpose is an `AugmixError` with a code. A command that ends with one prints it ' +
    'on one line — code, place, message, what was expected, the nearest valid name — and exits with its exit code: ' +
    '1 when the work failed, 2 when the command line or the config is wrong. `--debug` adds the stack.\n\n' +
    table(['code', 'exit code', 'meaning'], rows)
  );
}

export function configPage(schema) {
  return (
    `${notice}# Run config\n\n` +
    'A run is one YAML or JSON file. Every key but `dataset` may be left out. Where a type names a kind of plugin, write ' +
    "a plugin's name (`augmentation: augmix`) or its name with options (`augmentation: { type: augmix, severity: 3 }`); " +
    'what there is and its options stand in [plugins.md](plugins.md). `augmix schema` writes the JSON Schema that editors ' +
    'complete from, and `--set trainer.epochs=3` overrides a key.\n\n' +
    table(optionHead, optionRows(schema, 'plugins.md'))
  );
}
