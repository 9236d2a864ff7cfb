import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command's file. */
export const binary = fileURLToPath(new URL('../bin/augmix.js', import.meta.url));

export const cifarSample = fileURLToPath(new URL('../../../tools/cifar10-sample', import.meta.url));

/** A new empty folder. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), 'augmix-cli-'));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Settings {
  cwd?: string;
  env?: Record<string, string>;
  nodeArguments?: string[];
}

const environment = (extra: Record<string, string> = {}): NodeJS.ProcessEnv => {
  // What jest needs of Node would only slow the command down.
  const { NODE_OPTIONS: _options, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', AUGMIX_BACKEND: 'wasm', ...extra };
};

/** Runs the command as a user would and waits for its end. */
export function augmix(
  args: readonly string[],
  { cwd = scratch(), env, nodeArguments = [] }: Settings = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArguments, binary, ...args], {
    cwd,
    env: environment(env),
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** Starts the command and does not wait. */
export function startAugmix(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [binary, ...args], { cwd, env: environment(), stdio: 'ignore' });
}
