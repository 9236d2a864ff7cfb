import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { installedPackages } from './installed.js';

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const packageOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];

/** Packages that the code and the declarations of an installed package import. */
function imported(folder: string): string[] {
  const dist = join(folder, 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const specifiers = files.flatMap(
    ({ parentPath, name }) =>
      ts.preProcessFile(readFileSync(join(parentPath, name), 'utf8'), true, true).importedFiles,
  );
  const names = specifiers
    .map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !builtinModules.includes(name));
  return [...new Set(names.map(packageOf))].sort();
}

describe('every package that is imported is a declared dependency', () => {
  it.each(installedPackages().map((folder) => [folder.replace(/.*node_modules\//, ''), folder]))(
    '%s',
    (_name, folder) => {
      const { name, dependencies, peerDependencies } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      ) as Manifest;
      const declared = [name, ...Object.keys({ ...dependencies, ...peerDependencies })];
      expect(imported(folder).filter((other) => !declared.includes(other))).toEqual([]);
    },
  );
});
