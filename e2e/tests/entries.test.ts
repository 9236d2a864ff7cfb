import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { installedPackages, node, printed } from './installed.js';

interface Manifest {
  name: string;
  exports: Record<string, unknown>;
}
const entries = installedPackages().flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  return Object.keys(exports)
    .filter((path) => !path.endsWith('.json'))
    .map((path) => name + path.slice(1));
});

const list = JSON.stringify(entries);
const names = 'Object.keys(module).filter((name) => name !== "default" && name !== "module.exports").sort()';

describe('every entry of every package', () => {
  const imported = printed<Record<string, string[]>>(
    node([
      '--input-type=module',
      '--eval',
      `const found = {};
       for (const entry of ${list}) { const module = await import(entry); found[entry] = ${names}; }
       console.log(JSON.stringify(found));`,
    ]),
  );
  const required = printed<Record<string, string[]>>(
    node([
      '--input-type=commonjs',
      '--eval',
      `const found = {};
       for (const entry of ${list}) { const module = require(entry); found[entry] = ${names}; }
       console.log(JSON.stringify(found));`,
    ]),
  );

  it.each(entries.map((entry) => [entry]))('%s exports the same to import and require', (entry) => {
    expect(imported[entry]).not.toEqual([]);
    expect(required[entry]).toEqual(imported[entry]);
  });
});
