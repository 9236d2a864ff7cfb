import { copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { AugmixError, isAugmixError } from '@augmix/core';
import { writeError } from '@augmix/core/node';
import { libraryNames, libraryPath, ownFolder } from './layout.js';
import type { Manifest } from './manifest.js';
import { runCommand } from './run-command.js';

/** What {@link compileAddon} works on. */
export interface AddonSources {
  /** The unpacked tfjs-node-gpu, with its folder `binding`. */
  package: string;
  /** TensorFlow's headers: the folder that has `tensorflow/c/c_api.h` in it. */
  include: string;
  /** The folder of TensorFlow's two libraries. */
  libraries: string;
  /** The file to write. */
  target: string;
  /** Further arguments of the compiler. */
  extra?: readonly string[];
  signal?: AbortSignal;
}

const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'] as const;

/** The compilers that are looked for after the one that `CXX` names. */
export const compilers = ['g++', 'c++', 'clang++'] as const;

/** Arguments of the compiler, the same for every one of {@link compilers}. */
export function compilerArguments({
  package: folder,
  include,
  libraries,
  target,
  extra,
}: AddonSources): string[] {
  const { include_dir: nodeApi } = createRequire(import.meta.url)('node-api-headers') as {
    include_dir: string;
  };
  return [
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-shared',
    '-s',
    '-DNAPI_VERSION=8',
    `-I${nodeApi}`,
    `-I${folder}`,
    `-I${include}`,
    ...sources.map((name) => join(folder, 'binding', name)),
    ...(extra ?? []),
    `-L${libraries}`,
    ...libraryNames.map((name) => `-l:${name}`),
    `-Wl,-rpath,${libraryPath}`,
    '-o',
    target,
  ];
}

/**
 * Compiles the native addon of tfjs-node against TensorFlow's headers.
 *
 * @returns the compiler that did it
 * @throws AugmixError `DEPENDENCY_MISSING` without a compiler, `BACKEND_BUILD` when it fails
 */
export async function compileAddon(addon: AddonSources): Promise<string> {
  const args = compilerArguments(addon);
  await mkdir(dirname(addon.target), { recursive: true });
  for (const compiler of [process.env['CXX'], ...compilers]) {
    if (!compiler) continue;
    const outcome = await runCommand([compiler, ...args], { signal: addon.signal }).catch(
      (error: unknown) => {
        if (isAugmixError(error) && error.code === 'DEPENDENCY_MISSING') return undefined;
        throw error;
      },
    );
    if (!outcome) continue;
    if (outcome.status === 0) return compiler;
    throw buildError(compiler, outcome.errors);
  }
  throw new AugmixError('DEPENDENCY_MISSING', 'there is no C++ compiler', {
    expected: compilers.join(', '),
    suggestion: 'install one, or set CXX to it',
  });
}

/** The addon that this package brings, if it has one for this system. */
export function prebuiltAddon(folder: string = ownFolder()): string | undefined {
  const file = join(folder, 'prebuilt', `${process.platform}-${process.arch}`, 'tfjs_binding.node');
  return existsSync(file) ? file : undefined;
}

/**
 * Puts the addon where it belongs: compiled here, or else the prebuilt one.
 *
 * @throws AugmixError of {@link compileAddon} when there is no prebuilt one either
 */
export async function putAddon(
  addon: AddonSources,
  log: (line: string) => void,
  prebuilt = prebuiltAddon(),
): Promise<Manifest['addonBuild']> {
  try {
    const compiler = await compileAddon(addon);
    log(`the native addon was compiled with ${basename(compiler)}`);
    return 'compiled';
  } catch (error) {
    addon.signal?.throwIfAborted();
    if (!prebuilt || !isAugmixError(error) || error.code === 'WRITE_FAILED') throw error;
    log(`${error.message}: the prebuilt native addon is used`);
    await copyFile(prebuilt, addon.target).catch((cause: unknown) => {
      throw writeError(addon.target, cause);
    });
    return 'prebuilt';
  }
}

function buildError(compiler: string, errors: string): AugmixError {
  if (/No space left on device/.test(errors))
    return new AugmixError('WRITE_FAILED', 'cannot write: the disk is full');
  const first =
    errors.split('\n').find((line) => /error|cannot|not found/i.test(line)) ?? errors.split('\n')[0];
  return new AugmixError(
    'BACKEND_BUILD',
    `${basename(compiler)} could not compile the native addon: ${first.trim()}`,
    {
      suggestion: 'CXX names another compiler; one for C++17 is needed',
    },
  );
}
