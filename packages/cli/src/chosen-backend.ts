import type { AnyPlugin, Registry } from '@augmix/core';
import type { Backend } from '@augmix/core/tensor';

/** The backend that the environment variable `AUGMIX_BACKEND` names, if it is set. */
export const backendFromEnvironment = (): string | undefined => process.env['AUGMIX_BACKEND'] || undefined;

/** Overrides that the environment adds to every config. */
export function environmentOverrides(): string[] {
  const backend = backendFromEnvironment();
  return backend ? [`backend=${JSON.stringify(backend)}`] : [];
}

/** Starts a backend for a command that has no config. */
export async function startChosenBackend(registry: Registry<AnyPlugin>): Promise<Record<string, string>> {
  const backend = (await registry.create('backend', backendFromEnvironment() ?? 'auto')) as Backend;
  await backend.start();
  return backend.describe();
}
