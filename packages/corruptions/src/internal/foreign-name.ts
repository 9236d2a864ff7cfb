import { requireArgument } from './argument.js';

/** What a registry takes for a corruption or a perturbation. */
const registrable = /^([a-z0-9][a-z0-9._-]*\/)?[a-z0-9]+(_[a-z0-9]+)*$/;

/** Refuses names that no plugin can have. */
export function requireName(argument: string, name: string): void {
  requireArgument(registrable.test(name), argument, name, 'a name in snake_case, with or without "vendor/"');
}

/** A number of 32 bits that stands for the name of a third party's plugin: FNV-1a. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
