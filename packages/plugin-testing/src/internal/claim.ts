import { difference } from './difference.js';

/** What a law has found instead of what it expected. */
export class Finding extends Error {}

/** Ends a law with what was found unless a condition holds. */
export function claim(condition: boolean, found: string | (() => string)): asserts condition {
  if (!condition) throw new Finding(typeof found === 'string' ? found : found());
}

/** Ends a law with the first difference between two values. */
export function claimSame(found: unknown, expected: unknown, what: string): void {
  const first = difference(found, expected);
  claim(first === undefined, () => `${what}: ${first}`);
}

/** A value as it stands in a message. */
export function shown(value: unknown): string {
  const text =
    typeof value === 'number' || value === undefined
      ? String(value)
      : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
