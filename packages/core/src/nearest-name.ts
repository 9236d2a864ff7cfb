import { distance } from 'fastest-levenshtein';

/**
 * The name nearest to a misspelt one, or `undefined` when none is near: within two edits, or a third of its length
 * when that is more. Case, `-` and `_` do not count.
 *
 * @example
 * ```ts
 * import { nearestName } from '@augmix/core';
 * nearestName('severty', ['severity', 'width']); // => 'severity'
 * nearestName('zoom', ['severity', 'width']); // => undefined
 * ```
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_ ]/g, '');
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(plain(name), plain(candidate));
    if (edits < bestDistance) [best, bestDistance] = [candidate, edits];
  }
  return best;
}

/**
 * The sentence for an error: `did you mean "rotate"?`, or the list of what there is.
 *
 * @example
 * ```ts
 * import { suggestName } from '@augmix/core';
 * suggestName('rotat', ['rotate', 'equalize']); // => 'did you mean "rotate"?'
 * suggestName('zoom', ['rotate', 'equalize']); // => 'known: equalize, rotate'
 * ```
 */
export function suggestName(name: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const nearest = nearestName(name, all);
  if (nearest !== undefined) return `did you mean "${nearest}"?`;
  return all.length > 0 ? `known: ${all.sort().join(', ')}` : undefined;
}
