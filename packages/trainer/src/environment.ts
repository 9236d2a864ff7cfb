import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';

/** Where and with what a run was made. */
export interface Environment {
  startedAt: string;
  command: string;
  node: string;
  platform: string;
  cpu: string;
  cores: number;
  memoryGiB: number;
  versions: Record<string, string>;
  backend: Record<string, string>;
  /** Commit of the folder that the run was started in, when it is a git checkout. */
  git?: string;
  /** Folder of the config, absolute and from the run directory: one of them holds when things are moved. */
  configFolder: { absolute: string; relative: string };
}

async function gitCommit(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { timeout: 5000 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * Gathers what `environment.json` holds.
 *
 * @example
 * ```ts
 * import { describeEnvironment } from '@augmix/trainer';
 * const environment = await describeEnvironment({ simd: 'true' }, 'configs', 'runs/a');
 * environment.configFolder.relative; // => '../../configs'
 * environment.node === process.version; // => true
 * ```
 */
export async function describeEnvironment(
  backend: Record<string, string>,
  configFolder: string,
  directory: string,
): Promise<Environment> {
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
  return {
    startedAt: new Date().toISOString(),
    command: ['augmix', ...process.argv.slice(2)].join(' '),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    versions: { augmix: version, tfjs: tf.version_core },
    backend,
    git: await gitCommit(),
    configFolder: {
      absolute: resolve(configFolder),
      relative: (relative(resolve(directory), resolve(configFolder)) || '.').replaceAll(sep, '/'),
    },
  };
}
