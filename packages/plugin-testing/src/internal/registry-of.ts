import { createRegistry, type AnyPlugin, type Registry } from '@augmix/core';
import type { SharedSettings } from '../settings.js';

/** The registry to find named plugins in. */
export function registryOf({ registry }: SharedSettings): Registry<AnyPlugin> {
  if (!registry) return createRegistry() as unknown as Registry<AnyPlugin>;
  return 'plugins' in registry ? createRegistry().use(registry) : registry;
}
