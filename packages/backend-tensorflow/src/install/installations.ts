import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installationsFolder } from './installations-folder.js';
import { manifestName, manifestSchema, type Device, type Manifest } from './manifest.js';

/** A TensorFlow library on this machine with what connects it to TensorFlow.js. All paths are absolute. */
export interface Installation extends Omit<Manifest, 'format'> {
  /** The folder that holds everything. */
  folder: string;
}

/** Which installation is wanted; what is left out may be anything. */
export interface InstallationQuery {
  version?: string;
  device?: Device;
}

/**
 * All complete installations of TensorFlow in AugMix's cache folder, newest version first and, of one version, the one
 * installed last first. A folder without a readable manifest, or one whose files are gone, does not count.
 *
 * @example
 * ```ts
 * import { listInstallations } from '@augmix/backend-tensorflow';
 * const installations = await listInstallations();
 * installations.every(({ device }) => device === 'cpu' || device === 'gpu'); // => true
 * ```
 */
export async function listInstallations(): Promise<Installation[]> {
  const root = installationsFolder();
  const names = await readdir(root).catch(() => []);
  const found = await Promise.all(names.map((name) => readInstallation(join(root, name))));
  return found.filter((installation) => installation !== undefined).sort(newestFirst);
}

/**
 * The newest complete installation of TensorFlow, or `undefined` when there is none.
 *
 * @param query - version and device that it must have
 *
 * @example
 * ```ts
 * import { findInstallation } from '@augmix/backend-tensorflow';
 * await findInstallation({ version: '0.0.1' }); // => undefined
 * ```
 */
export async function findInstallation(query: InstallationQuery = {}): Promise<Installation | undefined> {
  return (await listInstallations()).find(
    ({ version, device }) =>
      (query.version === undefined || version === query.version) &&
      (query.device === undefined || device === query.device),
  );
}

/** The installation in a folder, if it is a complete one. */
export async function readInstallation(folder: string): Promise<Installation | undefined> {
  const manifest = manifestSchema.safeParse(
    await readFile(join(folder, manifestName), 'utf8')
      .then((text): unknown => JSON.parse(text))
      .catch(() => undefined),
  );
  if (!manifest.success) return undefined;
  const { format: _format, ...facts } = manifest.data;
  const [packageFolder, addon, libraries] = [facts.package, facts.addon, facts.libraries].map((path) =>
    join(folder, path),
  );
  if (![packageFolder, addon, libraries].every((path) => existsSync(path))) return undefined;
  return { ...facts, folder, package: packageFolder, addon, libraries };
}

function newestFirst(a: Installation, b: Installation): number {
  return (
    b.version.localeCompare(a.version, 'en', { numeric: true }) || b.installedAt.localeCompare(a.installedAt)
  );
}
