// Whose work comes along: the packages that an installation brings, and what our own packages carry of others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from './run.mjs';
import { manifestsIn } from './versions.mjs';

const page = join(root, 'THIRD_PARTY_NOTICES.md');

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** libvips is a shared library of its own, which anybody may replace: what the LGPL asks for. */
const isSharedLibrary = (name, licence) => name.startsWith('@img/sharp-') && licence === 'LGPL-3.0-or-later';

/** What a package installs, on any platform, as the lock file has it. @returns {{ name: string, licence: string }[]} */
export function runtimeDependencies() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = new Map();
  // As Node.js looks: in the package's own folder, then in those above it.
  const resolve = (from, name) => {
    const inside = from.split('/node_modules/');
    for (let depth = inside.length; depth >= 0; depth--) {
      const above = inside.slice(0, depth).join('/node_modules/');
      const key = `${above ? `${above}/` : ''}node_modules/${name}`;
      if (packages[key]) return key;
    }
    return undefined;
  };
  const visit = (key) => {
    const entry = packages[key];
    if (entry.link) return visit(entry.resolved);
    if (found.has(key)) return;
    const isOurs = !key.includes('node_modules/');
    found.set(key, { isOurs, name: key.split('node_modules/').at(-1), licence: entry.license ?? 'unknown' });
    const { dependencies, optionalDependencies, peerDependencies } = entry;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      // What is optional may be absent from the lock file as from an installation.
      const next = resolve(key, name);
      if (next) visit(next);
    }
  };
  for (const folder of manifestsIn(root).keys()) visit(`packages/${folder}`);
  const others = [...found.values()].filter(({ isOurs }) => !isOurs);
  const unique = new Map(others.map(({ name, licence }) => [`${name} ${licence}`, { name, licence }]));
  return [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Of alternatives one must be allowed; of licences that hold together, all. */
function isAllowed(name, licence) {
  const text = licence.replaceAll(/[()]/g, '');
  return text
    .split(' OR ')
    .some((choice) =>
      choice.split(' AND ').every((each) => allowed.has(each) || isSharedLibrary(name, each)),
    );
}

export function licenceProblems(dependencies) {
  return dependencies
    .filter(({ name, licence }) => !isAllowed(name, licence))
    .map(
      ({ name, licence }) => `${name} has the licence ${licence}, which is not on the list of allowed ones`,
    );
}

async function notices(dependencies) {
  const licences = [...new Set(dependencies.map(({ licence }) => licence))].sort();
  const rows = licences.map((licence) => {
    const names = dependencies.filter((one) => one.licence === licence).map(({ name }) => name);
    return `| ${licence} | ${names.join(', ')} |`;
  });
  const text = [
    readFileSync(new URL('carried.md', import.meta.url), 'utf8').trim(),
    '## What an installation brings along',
    'Packages that npm installs with ours, on one platform or another, with those that are asked for as peers. Each comes with the ' +
      'text of its licence.',
    ['| licence | packages |', '| --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
  const options = await prettier.resolveConfig(page);
  return prettier.format(text, { ...options, parser: 'markdown' });
}

export async function checkNotices(dependencies) {
  const isCurrent = existsSync(page) && readFileSync(page, 'utf8') === (await notices(dependencies));
  return isCurrent ? [] : ['THIRD_PARTY_NOTICES.md is stale: run "node tools/rehearse-release.mjs --update"'];
}

export async function writeNotices(dependencies) {
  writeFileSync(page, await notices(dependencies));
}
