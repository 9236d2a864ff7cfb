import { mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmixError, isAugmixError } from '@augmix/core';
import { writeError } from '@augmix/core/node';
import { putAddon } from './addon.js';
import { installationsFolder } from './installations-folder.js';
import { findInstallation, readInstallation, type Installation } from './installations.js';
import { layout } from './layout.js';
import { librariesFromPython } from './libraries-from-python.js';
import { librariesFromIndex, librariesFromWheel } from './libraries-from-wheel.js';
import type { LibrarySource } from './libraries.js';
import { manifestName, type Device, type Manifest } from './manifest.js';
import { checkPlatform } from './platform.js';
import { proveTraining, type Proof } from './proof.js';
import { defaultVersion, tfjsNode } from './release.js';
import { makeStaging, sweepStaging } from './staging.js';
import { fetchTfjsNode } from './tfjs-node-package.js';

/** Settings of {@link installTensorflow}. */
export interface InstallOptions {
  /** Version of TensorFlow; default: that of `wheel` or `fromPython`, else the one this release was tried with. */
  version?: string;
  /** Kernels for a GPU too, or for the CPU alone; default: those of `wheel` or `fromPython`, else `cpu`. */
  device?: Device;
  /** Path of a wheel of `tensorflow` or `tensorflow-cpu`, where pip reaches no index. */
  wheel?: string;
  /** A Python interpreter that has TensorFlow installed, whose libraries are used. */
  fromPython?: string;
  /** Is told in one line each what is being done. */
  log?: (line: string) => void;
  /** Is told how far the present step is, 0 … 1. */
  onProgress?: (fraction: number, text: string) => void;
  /** Ends the installation; the promise is rejected with its reason. */
  signal?: AbortSignal;
}

/** What {@link installTensorflow} did. */
export interface InstallOutcome {
  installation: Installation;
  /** What a trained step has shown; `undefined` when it was installed already. */
  proof?: Proof;
}

/**
 * Installs TensorFlow for TensorFlow.js into AugMix's cache folder: tfjs-node-gpu from npm, TensorFlow's libraries from
 * its Python wheel, and the native addon between them, compiled or prebuilt. Then trains a few steps on it.
 *
 * All work is done in a folder that does not count; it gets its name when everything is proven. So a failed or killed
 * installation leaves nothing that is ever used, and what it had downloaded completely is not downloaded again.
 *
 * @throws AugmixError
 * - `BACKEND_PLATFORM`: no library is published for this system.
 * - `BACKEND_VERSION`: there is no such version, or the wheel or interpreter has another one.
 * - `BACKEND_DOWNLOAD`: npm or pip cannot reach what they are configured to reach.
 * - `DEPENDENCY_MISSING`: no pip, no npm, or no compiler where there is no prebuilt addon.
 * - `BACKEND_BUILD`: the compiler failed, and there is no prebuilt addon.
 * - `DATA_CHECKSUM`, `DATA_INVALID`: what arrived is not what was published.
 * - `BACKEND_UNAVAILABLE`: it was put together, but does not train.
 * - `WRITE_FAILED`: the disk is full, or the cache folder cannot be written.
 *
 * @example
 * ```ts no-run
 * import { installTensorflow } from '@augmix/backend-tensorflow/install';
 * const { installation } = await installTensorflow({ device: 'cpu', log: console.log });
 * console.log(installation.version, installation.folder);
 * ```
 */
export async function installTensorflow(options: InstallOptions = {}): Promise<InstallOutcome> {
  const { log = () => {}, onProgress = () => {}, signal } = options;
  const source = await librarySource(options);
  const { version, device } = source;
  checkPlatform(device);
  const present = await findInstallation({ version, device });
  if (present) {
    log(`TensorFlow ${version} for ${device} is installed already`);
    return { installation: present };
  }
  const root = installationsFolder();
  await sweepStaging(root);
  const staging = await makeStaging(root);
  try {
    await checkRoom(staging, source.bytesNeeded);
    // Laid out like a cache folder, so that the installation can be tried by the very way it will be found.
    const folder = join(staging, 'backends', 'tensorflow', `${version}-${device}`);
    const work = join(staging, 'work');
    await mkdir(folder, { recursive: true });
    await mkdir(work, { recursive: true });
    log(`${tfjsNode.name} ${tfjsNode.version}: from npm`);
    await fetchTfjsNode(join(folder, layout.package), work, signal);
    const { include, wheel } = await source.put(folder, { work, log, onProgress, signal });
    const addon = {
      package: join(folder, layout.package),
      include,
      libraries: join(folder, layout.libraries),
      target: join(folder, layout.addon),
      signal,
    };
    onProgress(1, 'building the native addon');
    const addonBuild = await putAddon(addon, log);
    await rm(join(folder, layout.package, 'binding'), { recursive: true });
    await writeManifest(folder, { version, device, addonBuild, wheel });
    onProgress(1, 'training a step');
    const proof = await proveTraining({ version, device }, staging, signal);
    log(`trained ${proof.losses.length - 1} steps on TensorFlow ${proof.version} (${proof.device})`);
    const installation = await moveInPlace(folder, join(root, `${version}-${device}`));
    await source.finish?.();
    return { installation, proof };
  } catch (cause) {
    signal?.throwIfAborted();
    if (isAugmixError(cause) || (cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw writeError(root, cause);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function librarySource(options: InstallOptions): Promise<LibrarySource> {
  const { version, device, wheel, fromPython, signal } = options;
  if (wheel !== undefined && fromPython !== undefined)
    throw new AugmixError('USAGE', 'a wheel and an interpreter were given', { expected: 'one of them' });
  // Before anything is started or read for a system that has no library.
  checkPlatform(device ?? 'cpu');
  if (wheel !== undefined) return librariesFromWheel(wheel, { version, device });
  if (fromPython !== undefined) return librariesFromPython(fromPython, { version, device }, signal);
  return librariesFromIndex(version ?? defaultVersion, device ?? 'cpu');
}

/** A full disk is told before a long download, where the system can tell. */
async function checkRoom(folder: string, bytes: number): Promise<void> {
  const facts = await statfs(folder).catch(() => undefined);
  const free = facts && facts.bavail * facts.bsize;
  if (free === undefined || free >= bytes) return;
  const gigabytes = (count: number): string => `${(count / 1e9).toFixed(1)} GB`;
  throw new AugmixError('WRITE_FAILED', `the disk has only ${gigabytes(free)} free`, {
    file: folder,
    expected: `${gigabytes(bytes)} for TensorFlow`,
    suggestion: 'make room, or set AUGMIX_CACHE to a folder on another disk',
  });
}

async function writeManifest(
  folder: string,
  facts: Pick<Manifest, 'version' | 'device' | 'addonBuild' | 'wheel'>,
): Promise<void> {
  const sizes: Record<string, number> = {};
  for (const name of await readdir(folder)) sizes[name] = await bytesOf(join(folder, name));
  const manifest: Manifest = {
    format: 1,
    ...facts,
    tfjsNode: tfjsNode.version,
    package: layout.package,
    addon: layout.addon,
    libraries: layout.libraries,
    installedAt: new Date().toISOString(),
    sizes,
  };
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function bytesOf(path: string): Promise<number> {
  const facts = await stat(path);
  if (!facts.isDirectory()) return facts.size;
  const sizes = (await readdir(path)).map((name) => bytesOf(join(path, name)));
  return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}

/** Renames a proven folder; of two installations at the same time the first one stays. */
async function moveInPlace(folder: string, target: string): Promise<Installation> {
  const other = await readInstallation(target);
  if (other) return other;
  await rm(target, { recursive: true, force: true });
  await rename(folder, target).catch(async (cause: unknown) => {
    if (!(await readInstallation(target))) throw writeError(target, cause);
  });
  return (await readInstallation(target))!;
}
