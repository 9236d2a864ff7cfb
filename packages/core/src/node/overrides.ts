import { parse } from 'yaml';
import { AugmixError } from '../errors.js';

type Container = Record<string, unknown> | unknown[];

/**
 * Applies `a.b=c` overrides to a config. A value is read as YAML (`3`, `true`, `[1, 2]`, `{ type: none }`, text).
 * An option under a plugin that was named by its name alone turns the name into `{ type: name }` first.
 *
 * @param defaultTypes plugin names of the top-level settings that a config may leave out.
 * @returns a changed copy.
 * @throws AugmixError `USAGE` when an override is not `path=value` or walks through a plain value or by name into a list.
 * @example
 * ```ts
 * import { applyOverrides } from '@augmix/core/node';
 * applyOverrides({ augmentation: 'augmix' }, ['augmentation.severity=5']); // => { augmentation: { type: 'augmix', severity: 5 } }
 * ```
 */
export function applyOverrides(
  config: unknown,
  overrides: readonly string[],
  defaultTypes: Readonly<Record<string, string>> = {},
): unknown {
  const root = { config: structuredClone(config ?? {}) } as Record<string, unknown>;
  for (const override of overrides) {
    const equals = override.indexOf('=');
    if (equals < 1) {
      throw new AugmixError('USAGE', `--set ${override} is not an override`, {
        expected: 'path=value, such as trainer.epochs=3',
      });
    }
    const path = override
      .slice(0, equals)
      .replaceAll(/\[(\d+)\]/g, '.$1')
      .split('.');
    let value: unknown;
    try {
      value = parse(override.slice(equals + 1));
    } catch {
      throw new AugmixError('USAGE', `the value of --set ${override} is not YAML`);
    }
    let parent: Container = root;
    let key = 'config';
    for (const part of path) {
      let child = (parent as Record<string, unknown>)[key];
      if (child === undefined || child === null) {
        const isList = /^\d+$/.test(part);
        // An option of a plugin that the config leaves to its default is meant for that plugin.
        child = isList
          ? []
          : parent === root['config'] && key in defaultTypes
            ? { type: defaultTypes[key] }
            : {};
      }
      if (typeof child === 'string') child = { type: child };
      if (typeof child !== 'object') {
        throw new AugmixError('USAGE', `--set ${override}: "${key}" is a plain value and has no "${part}"`);
      }
      if (Array.isArray(child) && !/^\d+$/.test(part)) {
        throw new AugmixError('USAGE', `--set ${override}: "${key}" is a list and has no "${part}"`, {
          expected: `a place such as ${key}[0]`,
        });
      }
      (parent as Record<string, unknown>)[key] = child;
      parent = child as Container;
      key = part;
    }
    (parent as Record<string, unknown>)[key] = value;
  }
  return root['config'];
}
