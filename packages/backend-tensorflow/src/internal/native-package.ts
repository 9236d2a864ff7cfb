import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { AugmixError } from '@augmix/core';
import { findInstallation } from '../install/installations.js';

/** An unpacked tfjs-node with its native addon, and where it comes from. */
export interface NativePackage {
  source: 'augmix' | 'project';
  /** Version of tfjs-node. */
  version: string;
  folder: string;
  addon: string;
}

/** Which one is wanted. */
export interface NativePackageQuery {
  source: 'augmix' | 'project';
  version?: string;
  device?: 'cpu' | 'gpu';
  /** Folder whose project is looked at. */
  project: string;
}

const install = (device?: string): string =>
  `run: augmix backend install tensorflow${device === 'gpu' ? ' --device gpu' : ''}`;

/** @throws AugmixError `BACKEND_UNAVAILABLE` with the command that installs it. */
export async function findNativePackage(query: NativePackageQuery): Promise<NativePackage> {
  return query.source === 'project' ? fromProject(query.project) : fromCache(query);
}

async function fromCache({ version, device }: NativePackageQuery): Promise<NativePackage> {
  const found = await findInstallation({ version, device });
  if (found) return { source: 'augmix', version: found.tfjsNode, folder: found.package, addon: found.addon };
  const wanted = [version, device && `for ${device}`].filter(Boolean).join(' ');
  throw new AugmixError('BACKEND_UNAVAILABLE', `TensorFlow ${wanted && `${wanted} `}is not installed`, {
    suggestion: install(device),
  });
}

const projectPackages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/** The package that the user's own project has installed the ordinary way. */
function fromProject(project: string): NativePackage {
  const require = createRequire(join(resolve(project), 'package.json'));
  for (const name of projectPackages) {
    let manifest: string;
    try {
      manifest = require.resolve(`${name}/package.json`);
    } catch {
      continue;
    }
    const folder = dirname(manifest);
    const addon = installedAddon(join(folder, 'lib'));
    if (!addon) {
      throw new AugmixError(
        'BACKEND_UNAVAILABLE',
        `${name} has no native addon: its install script has not run`,
        {
          file: folder,
          suggestion: `run: npm rebuild ${name}, or leave out source: project and ${install()}`,
        },
      );
    }
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { source: 'project', version, folder, addon };
  }
  throw new AugmixError(
    'BACKEND_UNAVAILABLE',
    `neither ${projectPackages.join(' nor ')} is installed in the project`,
    {
      file: resolve(project),
      suggestion: `npm install one of them, or leave out source: project and ${install()}`,
    },
  );
}

/** The addon for the newest version of Node-API that is there. */
function installedAddon(lib: string): string | undefined {
  if (!existsSync(lib)) return undefined;
  return readdirSync(lib)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((folder) => join(lib, folder, 'tfjs_binding.node'))
    .find((file) => existsSync(file));
}
