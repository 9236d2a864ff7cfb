import { z, type AnyPlugin } from '@augmix/core';

/** An option of a plugin, in words. */
export interface OptionRow {
  name: string;
  type: string;
  /** Bounds, or the values that are allowed; empty where there are none. */
  range: string;
  /** As JSON; `required`, or empty where leaving it out has a meaning of its own. */
  default: string;
  description: string;
}

/** What is read of a JSON Schema. */
export interface Property {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Property[];
  oneOf?: Property[];
  items?: Property;
  prefixItems?: Property[];
  properties?: Record<string, Property>;
  default?: unknown;
  description?: string;
  examples?: unknown[];
  pluginKind?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

/** The options of a plugin as JSON Schema. */
export function optionProperties(plugin: AnyPlugin): {
  properties: Record<string, Property>;
  required: string[];
} {
  const schema = z.toJSONSchema(plugin.options as z.ZodType, { io: 'input', unrepresentable: 'any' });
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  return { properties, required };
}

const unique = (words: readonly string[]): string[] => [...new Set(words)].filter((word) => word !== '');

const names: Record<string, string> = { integer: 'whole number', boolean: 'true or false', string: 'text' };

function plural(type: string): string {
  if (/^(whole number|number|text|\w+(-\w+)* plugin)$/.test(type))
    return type === 'text' ? 'texts' : `${type}s`;
  return type.startsWith('list') ? type.replace('list', 'lists') : type;
}

function typeOf(property: Property): string {
  if (property.pluginKind) return `${property.pluginKind} plugin`;
  const branches = property.anyOf ?? property.oneOf;
  if (branches) return unique(branches.map(typeOf)).join(' or ');
  const values = property.enum ?? (property.const === undefined ? [] : [property.const]);
  if (values.length > 0) return unique(values.map((value) => nameOf(typeof value))).join(' or ');
  if (property.prefixItems) return `[${property.prefixItems.map(typeOf).join(', ')}]`;
  if (property.items) return `list of ${plural(typeOf(property.items))}`;
  if (property.properties) {
    const entries = Object.entries(property.properties).map(([key, inner]) => `${key}: ${typeOf(inner)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return nameOf(property.type ?? 'anything');
}

const nameOf = (type: string): string => names[type] ?? type;

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

// Schemas of whole numbers carry the largest safe integer where nothing was said.
const isBound = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

function rangeOf(property: Property): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = property;
  if (property.pluginKind) return '';
  const values = property.enum ?? (property.const === undefined ? [] : [property.const]);
  if (values.length > 0) return values.map(shown).join(', ');
  const parts =
    property.anyOf ??
    property.oneOf ??
    property.prefixItems ??
    (property.items ? [property.items] : Object.values(property.properties ?? {}));
  const isChoice = parts.every((part) => part.const !== undefined);
  if (parts.length > 0) return unique(parts.map(rangeOf)).join(isChoice ? ', ' : '; ');
  if (isBound(minimum) && isBound(maximum)) return `${minimum} … ${maximum}`;
  return [
    isBound(minimum) ? `≥ ${minimum}` : '',
    isBound(exclusiveMinimum) ? `> ${exclusiveMinimum}` : '',
    isBound(maximum) ? `≤ ${maximum}` : '',
    isBound(exclusiveMaximum) ? `< ${exclusiveMaximum}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The options of a plugin, from its schema. */
export function optionRows(plugin: AnyPlugin): OptionRow[] {
  const { properties, required } = optionProperties(plugin);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    range: rangeOf(property),
    default:
      property.default === undefined
        ? required.includes(name)
          ? 'required'
          : ''
        : JSON.stringify(property.default),
    description: property.description ?? '',
  }));
}
