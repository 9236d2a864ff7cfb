import { LineCounter, parseDocument, stringify, type Document } from 'yaml';
import { AugmixError, isAugmixError } from '../errors.js';
import type { ConfigError, ConfigPath } from '../validate.js';

/** The text of a config and the way back from a place in its value to a line. */
export interface ConfigSource {
  readonly file: string;
  readonly value: unknown;
  /** Adds file, line and column to an error that knows its place in the config. */
  locate(error: unknown): unknown;
}

// The innermost node that exists on the way to a place, so that a missing key points at its parent.
function nodeOffset(document: Document, path: ConfigPath): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const head = path.slice(0, length);
    const parent = head.length === 1 ? document.contents : document.getIn(head.slice(0, -1), true);
    const pairs = (parent as { items?: unknown[] } | null)?.items;
    const last = head[length - 1];
    if (!pairs) continue;
    if (typeof last === 'number') {
      const range = (pairs[last] as { range?: number[] } | undefined)?.range;
      if (range) return range[0];
      continue;
    }
    for (const pair of pairs as { key?: { value?: unknown; range?: number[] } }[]) {
      if (pair.key?.value === last && pair.key.range) return pair.key.range[0];
    }
  }
  return undefined;
}

/**
 * Parses YAML or JSON (which is YAML) and remembers where everything stands.
 *
 * @throws AugmixError `CONFIG_SYNTAX` with line and column.
 * @example
 * ```ts
 * import { parseConfigText } from '@augmix/core/node';
 * const { value } = parseConfigText('seed: 3\naugmentation: { type: augmix }', 'run.yaml');
 * value; // => { seed: 3, augmentation: { type: 'augmix' } }
 * ```
 */
export function parseConfigText(text: string, file: string): ConfigSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = document.errors[0];
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new AugmixError('CONFIG_SYNTAX', problem.message, { file, line, column: col });
  }
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (cause) {
    // Aliases are followed here: one that leads nowhere, or too many of them.
    throw new AugmixError('CONFIG_SYNTAX', (cause as Error).message, { file, cause });
  }
  return {
    file,
    value,
    locate(error) {
      // Not instanceof: a CommonJS program has one class per entry point.
      if (!isAugmixError(error) || !('configPath' in error)) return error;
      const offset = nodeOffset(document, (error as ConfigError).configPath);
      if (offset === undefined) return error.at({ file });
      const { line, col } = lines.linePos(offset);
      return error.at({ file, line, column: col });
    },
  };
}

/**
 * Writes a value as YAML.
 *
 * @example
 * ```ts
 * import { toYaml } from '@augmix/core/node';
 * toYaml({ seed: 3, views: ['clean'] }); // => 'seed: 3\nviews:\n  - clean\n'
 * ```
 */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 100 });
}
