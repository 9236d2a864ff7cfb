// The archives that npm would upload: which files are in them.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { manifestsIn } from './versions.mjs';

/** Packs every package. @returns {{ folder, name, version, size, files: string[] }[]} sizes in bytes, compressed */
export function packAll(clone) {
  const folders = [...manifestsIn(clone).keys()];
  const paths = folders.map((folder) => join(clone, 'packages', folder));
  const flags = ['--json', '--ignore-scripts', '--pack-destination', clone];
  return JSON.parse(run('npm', ['pack', ...paths, ...flags], clone)).map((archive, index) => ({
    folder: folders[index],
    name: archive.name,
    version: archive.version,
    size: archive.size,
    files: archive.files.map(({ path }) => path),
  }));
}

const always = ['package.json', 'README.md', 'LICENSE'];

/** What a file of a package may be; the rest was packed by mistake. */
const wanted = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  /^dist\/[^/]+(\/[^/]+)?\.(js|cjs|d\.ts|d\.cts|json|wasm)$/,
];
const wantedOf = {
  '@augmix/backend-tensorflow': [/^prebuilt\/[a-z0-9-]+\/[a-z_]+\.(json|node)$/],
  augmix: [/^bin\/augmix\.js$/, /^configs\/[^/]+\.yaml$/],
  'create-augmix-plugin': [/^templates\//],
};

const promisedFiles = (value) =>
  typeof value === 'string'
    ? [value.replace(/^\.\//, '')]
    : Object.values(value ?? {}).flatMap(promisedFiles);

export function archiveProblems(clone, archives) {
  const manifests = manifestsIn(clone);
  return archives.flatMap(({ folder, name, files }) => {
    const manifest = manifests.get(folder);
    const { exports, bin, main, types } = manifest;
    const promised = [...always, ...[exports, bin, main, types].flatMap(promisedFiles)];
    const allowed = [...wanted, ...(wantedOf[name] ?? [])];
    return [
      ...new Set(promised.filter((file) => !files.includes(file)).map((file) => `${name} has no ${file}`)),
      ...files
        .filter((file) => !allowed.some((rule) => rule.test(file)))
        .map((file) => `${name} packs ${file}`),
      ...files
        .filter((file) => namesThisMachine(join(clone, 'packages', folder, file)))
        .map((file) => `${name} names a folder of this machine in ${file}`),
      ...(manifest.publishConfig?.access === 'public' ? [] : [`${name} would be published as restricted`]),
    ];
  });
}

// A short path, such as /app, could stand in any file for another reason.
const places = [root, homedir()]
  .map((place) => place.replace(/[\\/]$/, ''))
  .filter((place) => place.length > 5);

function namesThisMachine(file) {
  const text = readFileSync(file, 'latin1');
  return places.some((place) => text.includes(`${place}/`) || text.includes(`${place}\\`));
}
