import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const conditions = ['node', 'import', 'module-sync', 'default'];

function conditionalTarget(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  const choices: unknown[] = Array.isArray(target)
    ? target
    : Object.entries(target as Record<string, unknown>).flatMap(([condition, choice]) =>
        conditions.includes(condition) ? [choice] : [],
      );
  for (const choice of choices) {
    const found = conditionalTarget(choice);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The file that `import` of a package would load from a folder. Node resolves ES modules from the importing file only,
 * and `require.resolve` neither finds packages without a `require` condition nor chooses the ES module of one with both,
 * which would load a second copy of whatever the package depends on.
 */
export function resolvePackage(specifier: string, folder: string): string {
  const require = createRequire(join(folder, 'config'));
  const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.+)?$/.exec(specifier) ?? [];
  for (const modules of (name && require.resolve.paths(specifier)) || []) {
    const manifest = join(modules, name, 'package.json');
    if (!existsSync(manifest)) continue;
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports?: unknown };
    const isMap =
      typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key[0] === '.');
    const subpath = `.${rest ?? ''}`;
    const entry = isMap
      ? (exports as Record<string, unknown>)[subpath]
      : subpath === '.'
        ? exports
        : undefined;
    const target = conditionalTarget(entry);
    if (target !== undefined) return realpathSync(join(modules, name, target));
    break;
  }
  // Without `exports`, or with a pattern in it, both systems agree.
  return require.resolve(specifier);
}
