// Versions and the ranges by which packages name each other.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** folder → package.json of every package that is published. */
export function manifestsIn(workspace) {
  const folders = readdirSync(join(workspace, 'packages'));
  const all = folders.map((folder) => [
    folder,
    readJson(join(workspace, 'packages', folder, 'package.json')),
  ]);
  return new Map(all.filter(([, manifest]) => manifest.private !== true));
}

/** Spends the changesets, as a release does. */
export function bumpVersions(clone) {
  run('npx', ['--no-install', 'changeset', 'version'], clone);
}

const isGreater = (version, other) => {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number));
  const place = a.findIndex((part, index) => part !== b[index]);
  return place >= 0 && a[place] > b[place];
};

export function versionProblems(clone, before) {
  const after = manifestsIn(clone);
  const problems = [];
  const versions = [...new Set([...after.values()].map(({ version }) => version))];
  const [version] = versions;
  // A 1.0.0 is a decision and no by-product.
  if (versions.length > 1 || !/^0\.\d+\.\d+$/.test(version))
    problems.push(`versions are ${versions.join(', ')}; expected one 0.x.y for all`);
  const left = readdirSync(join(clone, '.changeset')).filter((file) => file.endsWith('.md'));
  if (left.length > 0) problems.push(`changesets are left: ${left.join(', ')}`);
  for (const [folder, manifest] of after) {
    const old = before.get(folder)?.version;
    if (old === undefined) continue;
    if (old !== version && !isGreater(version, old))
      problems.push(`${manifest.name} goes from ${old} back to ${version}`);
    const changes = join(clone, 'packages', folder, 'CHANGELOG.md');
    if (old !== version && !(existsSync(changes) && readFileSync(changes, 'utf8').includes(`## ${version}`)))
      problems.push(`${manifest.name} has no entry for ${version} in its CHANGELOG.md`);
  }
  return [...problems, ...rangeProblems(clone, after, version)];
}

/** Ranges of our own packages must admit the version that they are released with. */
function rangeProblems(clone, manifests, version) {
  const names = new Set([...manifests.values()].map(({ name }) => name));
  const problems = [];
  const check = (file, { dependencies, peerDependencies, devDependencies }, admitted, isPublished) => {
    const kinds = { dependencies, peerDependencies, ...(isPublished ? {} : { devDependencies }) };
    for (const [kind, entries] of Object.entries(kinds)) {
      for (const [name, range] of Object.entries(entries ?? {})) {
        if (names.has(name) && !admitted.includes(range))
          problems.push(`${file} asks for ${name} ${range} in ${kind}; expected ${admitted.join(' or ')}`);
      }
    }
  };
  for (const [folder, manifest] of manifests)
    check(`packages/${folder}/package.json`, manifest, [`^${version}`], true);
  // Nobody bumps the manifests of examples: they say 0.x. Those of the scaffold take the version of the scaffold.
  for (const example of readdirSync(join(clone, 'examples'))) {
    const file = join('examples', example, 'package.json');
    if (existsSync(join(clone, file))) check(file, readJson(join(clone, file)), ['0.x'], false);
  }
  return problems;
}
