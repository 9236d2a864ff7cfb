import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { ownFolder } from './layout.js';
import type { Device } from './manifest.js';
import { runCommand } from './run-command.js';

/** What a trained step has shown. */
export interface Proof {
  /** What TensorFlow says its version is. */
  version: string;
  /** Where it computed. */
  device: Device;
  threads: number;
  /** Loss before and after the steps. */
  losses: number[];
  /** Milliseconds from the start of the process to the end of the last step. */
  milliseconds: number;
}

/**
 * Trains a few steps of a small network in a process of its own, so that a library that crashes takes nothing with it.
 *
 * @param cache - the cache folder to find the installation in
 * @throws AugmixError `BACKEND_UNAVAILABLE` with what went wrong
 */
export async function proveTraining(
  { version, device }: { version: string; device: Device },
  cache: string,
  signal?: AbortSignal,
): Promise<Proof> {
  const script = join(ownFolder(), 'dist', 'prove.js');
  if (!existsSync(script)) throw broken('the package is not complete', script);
  const env = { ...process.env, AUGMIX_CACHE: cache };
  const command = [process.execPath, script, version, device] as const;
  const { status, endedBy, output, errors } = await runCommand([...command], { env, signal });
  if (status === 0) return JSON.parse(output.trim().split('\n').at(-1)!) as Proof;
  if (endedBy === 'SIGILL')
    throw broken('the processor lacks instructions that TensorFlow’s library needs (AVX)');
  const last = errors.trim().split('\n').at(-1) || `status ${status ?? endedBy}`;
  throw broken(last.replace(/^BACKEND_UNAVAILABLE[^:]*: /, ''));
}

const broken = (reason: string, file?: string): AugmixError =>
  new AugmixError('BACKEND_UNAVAILABLE', `TensorFlow does not train here: ${reason}`, {
    file,
    suggestion: 'remove it and install again; backend wasm works everywhere',
  });
