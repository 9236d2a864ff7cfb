import { keyedStream, type RandomStream, type Severity } from '@augmix/core';
import { corruptionNames, type CorruptionName } from './corruption-names.js';
import { requireArgument } from './internal/argument.js';
import { nameHash, requireName } from './internal/foreign-name.js';

const names: readonly string[] = [...corruptionNames.common, ...corruptionNames.extra];

/** A place that views of 16 bits leave beside those of the 19. */
const foreignPlace = (name: string): number =>
  names.length + (nameHash(name) % (Math.floor(0xffff / 5) - names.length));

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
  /** One of the 19, or the name of a third party's plugin. */
  corruption: CorruptionName | (string & {});
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
 * @throws AugmixError `INVALID_ARGUMENT` when a part of the key is out of range, or no plugin can have the name.
 * @example
 * ```ts
 * import { corruptionStream } from '@augmix/corruptions';
 * const key = { seed: 1, corruption: 'fog', severity: 5, index: 42 } as const;
 * corruptionStream(key).uint32() === corruptionStream(key).uint32(); // => true
 * ```
 */
export function corruptionStream({ seed, corruption, severity, index }: CorruptionKey): RandomStream {
  requireName('corruption', corruption);
  const isSeverity = Number.isInteger(severity) && severity >= 1 && severity <= 5;
  requireArgument(isSeverity, 'severity', severity, 'a whole number from 1 to 5');
  const own = names.indexOf(corruption);
  const view = 5 * (own < 0 ? foreignPlace(corruption) : own) + severity - 1;
  return keyedStream({ seed, purpose: 'corruption', index, view });
}
