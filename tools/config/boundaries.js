// Which package may import which. Arrows point down only: app → runtime → tensor → plain → core. Sideways, a package
// imports another only where the table says so.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** What every package of a layer may import. Runtime packages reach plugins through the registry, not by import. */
const below = {
  plain: ['scope:core'],
  tensor: ['layer:plain'],
  runtime: ['scope:core'],
  testing: ['scope:core'],
  app: ['layer:runtime', 'layer:tensor', 'layer:plain', 'layer:testing'],
};

/** Imports within a layer, and what a single runtime package may know besides: plain code, never a plugin. */
const sideways = {
  ops: ['kernels'],
  mixing: ['kernels'],
  corruptions: ['kernels', 'ops'],
  policies: ['ops', 'mixing'],
  data: ['ops'],
  trainer: ['pipeline', 'evaluation', 'models'], // models: the format of saved weights
  evaluation: ['pipeline', 'metrics', 'data'], // data: the .npy format of logits
};

/** The constraints for `@nx/enforce-module-boundaries`, one per package, from the tags in each package.json. */
export function boundaryConstraints() {
  const packages = new URL('../../packages/', import.meta.url);
  const folders = readdirSync(packages).filter((name) =>
    existsSync(new URL(`${name}/package.json`, packages)),
  );
  return folders.map((folder) => {
    const { name, nx } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, packages), 'utf8'));
    const [layer] = nx.tags
      .filter((tag) => tag.startsWith('layer:'))
      .map((tag) => tag.slice('layer:'.length));
    if (!(layer in below) || !nx.tags.includes(`scope:${folder}`)) {
      throw new Error(
        `${name}: nx.tags must hold scope:${folder} and one of layer:${Object.keys(below).join('|')}`,
      );
    }
    const allowed =
      folder === 'core'
        ? []
        : [...below[layer], ...(sideways[folder] ?? []).map((other) => `scope:${other}`)];
    return { sourceTag: `scope:${folder}`, onlyDependOnLibsWithTags: [`scope:${folder}`, ...allowed] };
  });
}
