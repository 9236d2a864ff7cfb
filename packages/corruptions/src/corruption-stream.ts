import { keyedStream, type RandomStream, type Severity } from '@augmix/core';
import { corruptionNames, type CorruptionName } from './corruption-names.js';
import { requireArgument } from './internal/argument.js';

/**
 * Key of {@link corruptionStream}.
 *
 * @example
 * ```ts
 * import type { CorruptionKey } from '@augmix/corruptions';
 * const key: CorruptionKey = { seed: 1, corruption: 'fog', severity: 5, index: 42 };
 * ```
 */
export interface CorruptionKey {
  /** A whole number, 0 … 2⁵³ − 1. */
  seed: number;
  /** One of the 19, or a third party's `vendor/name`. */
  corruption: CorruptionName | `${string}/${string}`;
  severity: Severity;
  /** Index of the image in its data set, 0 … 2³² − 1. */
  index: number;
}

/**
 * The random stream of one image of a corrupted data set. What an image gets depends on its own key alone, so a data
 * set may be made in any order, in parts and in parallel.
 *
 * It is `keyedStream` of `@augmix/core` with purpose `corruption` and view `5 · c + severity − 1`, where `c` is the
 * place of the corruption among the 15 common and 4 extra ones. Third parties' corruptions take the views that are left,
 * by a hash of their name.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a part of the key is unknown or out of range.
 * @example
 * ```ts
 * import { corruptionStream } from '@augmix/corruptions';
 * const key = { seed: 1, corruption: 'fog', severity: 5, index: 42 } as const;
 * corruptionStream(key).uint32() === corruptionStream(key).uint32(); // => true
 * ```
 */
export function corruptionStream({ seed, corruption, severity, index }: CorruptionKey): RandomStream {
  const names: readonly string[] = [...corruptionNames.common, ...corruptionNames.extra];
  const isForeign = corruption.includes('/');
  requireArgument(isForeign || names.includes(corruption), 'corruption', corruption, names.join(', '));
  const isSeverity = Number.isInteger(severity) && severity >= 1 && severity <= 5;
  requireArgument(isSeverity, 'severity', severity, 'a whole number from 1 to 5');
  const place = isForeign ? foreignPlace(corruption, names.length) : names.indexOf(corruption);
  const view = 5 * place + severity - 1;
  return keyedStream({ seed, purpose: 'corruption', index, view });
}

// FNV-1a, folded to the places that views of 16 bits leave beside the first ones.
function foreignPlace(name: string, first: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return first + (hash % (Math.floor(0xffff / 5) - first));
}
