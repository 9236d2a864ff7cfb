import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { AugmixError } from '@augmix/core';
import { cacheFolder } from '@augmix/core/node';
import { fileHash } from './file-hash.js';
import { layout, libraryNames } from './layout.js';
import type { LibrarySource, PutSettings } from './libraries.js';
import type { Device } from './manifest.js';
import { pipDownload } from './pip.js';
import { checkWheelPlatform } from './platform.js';
import { publishedHash, wheelPackage } from './release.js';
import { makeStaging, sweepStaging } from './staging.js';
import { extraRequirements, isSatisfied, parseWheelName, unpackWheel, type WheelSelection } from './wheel.js';

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

// What is unpacked and, while it is, the wheels.
const bytesUnpacked: Readonly<Record<Device, number>> = { cpu: 0.9e9, gpu: 5.7e9 };
const wheelBytes: Readonly<Record<Device, number>> = { cpu: 0.28e9, gpu: 0.58e9 };
const cudaBytes = 2.81e9;
const bytesOfWheels: Readonly<Record<Device, number>> = {
  cpu: wheelBytes.cpu,
  gpu: wheelBytes.gpu + cudaBytes,
};

/** Wheels that are complete, kept until an installation from them is: what was interrupted goes on with them. */
export const downloadsFolder = (): string => join(cacheFolder(), 'downloads', 'tensorflow');

/** The libraries of a wheel that pip gets. */
export function librariesFromIndex(version: string, device: Device): LibrarySource {
  const requirement = `${wheelPackage(device)}==${version}`;
  const kept: string[] = [];
  return {
    version,
    device,
    bytesNeeded: bytesUnpacked[device] + bytesOfWheels[device],
    async put(folder, settings) {
      const [wheel] = await getWheels([requirement], 'TensorFlow', wheelBytes[device], settings);
      kept.push(wheel);
      const include = await unpackLibraries(wheel, folder, settings);
      if (device === 'gpu') kept.push(...(await putCuda(folder, settings)));
      return { include, wheel: await identify(wheel) };
    },
    async finish() {
      for (const wheel of kept) await rm(wheel, { force: true });
    },
  };
}

/**
 * The libraries of a wheel that the user has.
 *
 * @throws AugmixError `USAGE` or `BACKEND_VERSION` when it is not what was asked for, `BACKEND_PLATFORM`
 */
export function librariesFromWheel(
  file: string,
  wanted: { version?: string; device?: Device },
): LibrarySource {
  const wheel = resolve(file);
  if (!existsSync(wheel)) throw new AugmixError('USAGE', 'there is no such wheel', { file });
  const { name, version } = parseWheelName(wheel);
  if (!['tensorflow', 'tensorflow-cpu'].includes(name))
    throw new AugmixError('USAGE', `the wheel is of ${name}`, {
      file,
      expected: 'tensorflow or tensorflow-cpu',
    });
  checkWheelPlatform(basename(wheel));
  const device: Device = name === 'tensorflow' && process.arch === 'x64' ? 'gpu' : 'cpu';
  checkWanted({ version, device }, wanted, file);
  return {
    version,
    device,
    bytesNeeded: bytesUnpacked[device] + (device === 'gpu' ? bytesOfWheels[device] : 0),
    async put(folder, settings) {
      const facts = await identify(wheel);
      const include = await unpackLibraries(wheel, folder, settings);
      if (device === 'gpu') await putCuda(folder, settings);
      return { include, wheel: facts };
    },
  };
}

/** Refuses what is there when something else was asked for. */
export function checkWanted(
  found: { version: string; device: Device },
  wanted: { version?: string; device?: Device },
  file: string,
): void {
  if (wanted.version !== undefined && wanted.version !== found.version)
    throw new AugmixError('BACKEND_VERSION', `this is TensorFlow ${found.version}`, {
      file,
      expected: wanted.version,
    });
  if (wanted.device !== undefined && wanted.device !== found.device)
    throw new AugmixError('USAGE', `this TensorFlow is the one for ${found.device}`, {
      file,
      expected: `the one for ${wanted.device}`,
    });
}

/** From the folder of downloads, or with pip into it. */
async function getWheels(
  requirements: readonly string[],
  what: string,
  estimate: number,
  { log, onProgress, signal }: PutSettings,
): Promise<string[]> {
  const downloads = downloadsFolder();
  await sweepStaging(downloads);
  const present = await keptWheels(requirements);
  const missing = requirements.filter((_, at) => present[at] === undefined);
  if (missing.length === 0) return present.filter((wheel) => wheel !== undefined);
  log(`${what}: pip gets ${missing.join(' ')}`);
  const staging = await makeStaging(downloads);
  try {
    const arrived = await pipDownload(missing, staging, {
      // How much there is to come pip does not tell.
      onBytes: (bytes) =>
        onProgress(Math.min(bytes / estimate, 0.99), `downloading ${what}: ${megabytes(bytes)}`),
      signal,
    });
    const wheels: string[] = [];
    for (const file of arrived) {
      await identify(file);
      const wheel = join(downloads, basename(file));
      await rename(file, wheel);
      wheels.push(wheel);
    }
    return [...present.filter((wheel) => wheel !== undefined), ...wheels];
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** For each requirement the wheel that an earlier, interrupted installation has left, if it is intact. */
async function keptWheels(requirements: readonly string[]): Promise<(string | undefined)[]> {
  const downloads = downloadsFolder();
  await mkdir(downloads, { recursive: true });
  const names = (await readdir(downloads)).filter((name) => name.endsWith('.whl'));
  return Promise.all(
    requirements.map(async (requirement) => {
      const found = names.find((name) => isSatisfied(requirement, parseWheelName(name)));
      if (found === undefined) return undefined;
      const wheel = join(downloads, found);
      try {
        await identify(wheel);
        return wheel;
      } catch {
        await rm(wheel, { force: true });
        return undefined;
      }
    }),
  );
}

/** Name and hash of a wheel, for the manifest. */
async function identify(wheel: string): Promise<{ name: string; sha256: string }> {
  const name = basename(wheel);
  const sha256 = await fileHash(wheel, 'sha256', 'hex');
  const expected = publishedHash(name);
  if (expected !== undefined && sha256 !== expected) {
    throw new AugmixError('DATA_CHECKSUM', `the wheel has the SHA-256 ${sha256}`, { file: wheel, expected });
  }
  return { name, sha256 };
}

async function unpackLibraries(wheel: string, folder: string, settings: PutSettings): Promise<string> {
  const include = join(settings.work, 'include');
  const select = tensorflowFiles(relative(folder, include));
  const found = await unpackWheel(wheel, folder, select, {
    onBytes: (bytes, total) => settings.onProgress(bytes / total, `unpacking ${megabytes(total)}`),
    signal: settings.signal,
  });
  const missing = libraryNames.filter((name) => !found.includes(`tensorflow/${name}`));
  if (missing.length > 0)
    throw new AugmixError('DATA_INVALID', `the wheel lacks ${missing.join(' and ')}`, { file: wheel });
  return include;
}

const headers =
  /^tensorflow\/include\/((?:tensorflow\/c|xla\/tsl\/c|tsl\/c)\/.*\.h|.*\/ctstring(?:_internal)?\.h)$/;
const license = /^tensorflow\/include\/((?:.*\/)?(?:LICENSE|NOTICE|THIRD_PARTY)[^/]*)$/;

/** The two libraries, the headers of their C interface, licences, and the description that names the CUDA wheels. */
const tensorflowFiles =
  (include: string): WheelSelection =>
  (path) => {
    if (libraryNames.some((name) => path === `tensorflow/${name}`)) return path;
    const header = headers.exec(path);
    if (header) return join(include, header[1]);
    const text = license.exec(path);
    if (text) return join(layout.licenses, 'tensorflow', text[1]);
    return /^[^/]+\.dist-info\/METADATA$/.test(path)
      ? join(layout.licenses, 'tensorflow', 'METADATA')
      : undefined;
  };

/** The CUDA wheels that TensorFlow's wheel names, side by side with its libraries, where these look for them. */
async function putCuda(folder: string, settings: PutSettings): Promise<string[]> {
  const metadata = join(folder, layout.licenses, 'tensorflow', 'METADATA');
  const requirements = await extraRequirements(metadata, 'and-cuda');
  if (requirements.length === 0)
    throw new AugmixError('DATA_INVALID', 'TensorFlow’s wheel names no CUDA wheels', { file: metadata });
  const wheels = await getWheels(requirements, 'CUDA', cudaBytes, settings);
  for (const [at, wheel] of wheels.entries()) {
    const text = `unpacking ${parseWheelName(wheel).name}`;
    await unpackWheel(wheel, folder, cudaFiles, {
      onBytes: (bytes, total) => settings.onProgress((at + bytes / total) / wheels.length, text),
      signal: settings.signal,
    });
  }
  return wheels;
}

/** Libraries and the programs that TensorFlow starts, without what only a compiler of CUDA sources needs. */
const cudaFiles: WheelSelection = (path) => {
  if (/^nvidia\//.test(path)) return /\/include\/|\.(?:a|py|h|hpp)$/.test(path) ? undefined : path;
  const text = /^([^/]+)\.dist-info\/(?:.*\/)?(LICENSE|License)([^/]*)$/.exec(path);
  return text ? join(layout.licenses, text[1], `${text[2]}${text[3]}`) : undefined;
};
