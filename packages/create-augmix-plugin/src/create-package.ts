import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AugmixError } from '@augmix/core';
import { namesOf, type Names } from './names.js';

/** What a new package is made of. */
export interface PackageSettings {
  /** Where it goes: a folder that does not exist yet or is empty. */
  folder: string;
  /** `op`, `augmentation`, `loss`, `metric`, `corruption` or `dataset`. */
  kind: string;
  /** The plugin's name, `vendor/name`. */
  plugin: string;
  /** The package's name. */
  package: string;
}

const templates = fileURLToPath(new URL('../templates/', import.meta.url));
const ownManifest = fileURLToPath(new URL('../package.json', import.meta.url));

type Manifest = Record<string, Record<string, string>>;
const readJson = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8')) as Manifest;

/** Files that npm would take for its own, or leave out of its archives, have other names among the templates. */
const targetNames: Record<string, string> = {
  gitignore: '.gitignore',
  'prettierrc.json': '.prettierrc.json',
  'manifest.json': 'package.json',
};
const additions = 'package.additions.json';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );

function filled(text: string, names: Names): string {
  const version = (readJson(ownManifest) as unknown as { version: string }).version;
  return text
    .replaceAll('augmix-plugin-name', names.package)
    .replaceAll('vendor/plugin-name', names.plugin)
    .replaceAll('plugin-name', names.file)
    .replaceAll('plugin-kind', names.kind)
    .replaceAll('PluginName', names.pascal)
    .replaceAll('pluginName', names.camel)
    .replaceAll('0.0.0-augmix', version);
}

/** The shared manifest with what a kind needs besides. */
function manifestOf(shared: string, kindFolder: string): string {
  const manifest = JSON.parse(shared) as Manifest;
  const file = join(kindFolder, additions);
  if (existsSync(file)) {
    for (const [key, entries] of Object.entries(readJson(file))) {
      const all = Object.entries({ ...manifest[key], ...entries });
      manifest[key] = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
    }
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Writes a package with one plugin: sources in TypeScript, its tests with the kit of `@augmix/plugin-testing`, a
 * build, a linter, README and licence.
 *
 * @returns the files, relative to the folder
 * @throws AugmixError `USAGE` for a kind without a template, a name that cannot be, or a folder that holds files.
 * @example
 * ```ts
 * import { createPackage } from 'create-augmix-plugin';
 * const names = { package: 'augmix-plugin-tint', kind: 'op', plugin: 'acme/tint' };
 * createPackage({ folder: 'augmix-plugin-tint', ...names }).includes('src/tint.ts'); // => true
 * ```
 */
export function createPackage(settings: PackageSettings): string[] {
  const { folder } = settings;
  const names = namesOf(settings.kind, settings.package, settings.plugin);
  checkEmpty(folder);
  const kindFolder = join(templates, names.kind);
  const written: string[] = [];
  for (const source of [join(templates, 'shared'), kindFolder]) {
    for (const file of filesBelow(source)) {
      if (file === additions) continue;
      const text = readFileSync(join(source, file), 'utf8');
      const complete = file === 'manifest.json' ? manifestOf(text, kindFolder) : text;
      const target = join(folder, filled(targetNames[file] ?? file, names));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, filled(complete, names));
      written.push(relative(folder, target).replaceAll('\\', '/'));
    }
  }
  return written.sort();
}

function checkEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  if (statSync(folder).isDirectory() && readdirSync(folder).length === 0) return;
  throw new AugmixError('USAGE', `${folder} exists and is not empty`, {
    suggestion: 'name another folder; nothing was written',
  });
}
