import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmixError, type ResolvedRunConfig } from '@augmix/core';
import { writeError, writeFileAtomic } from '@augmix/core/node';
import { describeEnvironment } from './environment.js';

const configName = 'config.resolved.json';

/** Settings that may differ when a run is resumed, since they change nothing of its result. */
const freeSettings = new Set([
  'pipeline',
  'trainer.logEverySteps',
  'trainer.checkpointEverySteps',
  'trainer.evalBatchSize',
]);

/** The place of the first difference between two JSON values, or undefined. */
function firstDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (freeSettings.has(path) || Object.is(a, b)) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const inner = firstDifference(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      path ? `${path}.${key}` : key,
    );
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/**
 * Reads the resolved config of a run directory.
 *
 * @returns undefined when there is none.
 * @example
 * ```ts
 * import { readRunConfig } from '@augmix/trainer';
 * await readRunConfig('runs/none'); // => undefined
 * ```
 */
export async function readRunConfig(directory: string): Promise<ResolvedRunConfig | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, configName), 'utf8')) as ResolvedRunConfig;
  } catch {
    return undefined;
  }
}

/** A config as it is read back from its file. */
const plainConfig = (config: ResolvedRunConfig): ResolvedRunConfig =>
  JSON.parse(JSON.stringify(config)) as ResolvedRunConfig;

/**
 * Checks that a folder is free for a new run, or holds a run of the same config when one is resumed. Writes nothing.
 *
 * @throws AugmixError `RUN_EXISTS` when the folder holds anything and `resume` is off, or holds no run;
 * `RUN_MISMATCH` with the first setting that differs.
 */
export async function checkRunDirectory(
  directory: string,
  config: ResolvedRunConfig,
  resume: boolean,
): Promise<void> {
  // A process that was killed while it wrote a file may have left its temporary name.
  const entries = (await readdir(directory).catch(() => [] as string[])).filter(
    (name) => !name.endsWith('.tmp'),
  );
  const existing = await readRunConfig(directory);
  if (entries.length > 0 && !existing) {
    throw new AugmixError('RUN_EXISTS', 'the output folder holds files that are not a run', {
      file: directory,
      suggestion: 'choose another folder with --out',
    });
  }
  if (existing && !resume) {
    throw new AugmixError('RUN_EXISTS', 'the output folder holds a run already', {
      file: directory,
      suggestion: 'go on with --resume, or choose another folder with --out',
    });
  }
  const difference = existing && firstDifference(existing, plainConfig(config));
  if (difference === undefined) return;
  throw new AugmixError('RUN_MISMATCH', 'the run was started with another config', {
    file: join(directory, configName),
    path: difference,
    suggestion: 'resume with the config that it was started with',
  });
}

/**
 * Makes the directory of a run and writes what of its config and environment is not there yet.
 *
 * @throws AugmixError `WRITE_FAILED`.
 */
export async function writeRunDirectory(
  directory: string,
  config: ResolvedRunConfig,
  { configFolder, backend }: { configFolder: string; backend: Record<string, string> },
): Promise<void> {
  if (!(await readRunConfig(directory))) {
    try {
      await mkdir(directory, { recursive: true });
    } catch (cause) {
      throw writeError(directory, cause);
    }
    // The config comes first: it makes the folder a run, which can be resumed whatever happens next.
    await writeFileAtomic(join(directory, configName), JSON.stringify(plainConfig(config), null, 2) + '\n');
  }
  await writeEnvironment(directory, configFolder, backend);
}

/** Writes `environment.json` once; a resume keeps the first. */
async function writeEnvironment(
  directory: string,
  configFolder: string,
  backend: Record<string, string>,
): Promise<void> {
  const file = join(directory, 'environment.json');
  if (existsSync(file)) return;
  const environment = await describeEnvironment(backend, configFolder, directory);
  await writeFileAtomic(file, JSON.stringify(environment, null, 2) + '\n');
}
