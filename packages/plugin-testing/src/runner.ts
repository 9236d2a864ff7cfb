import { AugmixError } from '@augmix/core';

/** The two functions of a test runner that the kit registers its tests with. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void | Promise<void>): unknown;
}

/** The runner that was passed in, or the one whose functions are global. */
export function runnerOf(given?: Runner): Runner {
  const { describe, it } = given ?? (globalThis as unknown as Partial<Runner>);
  if (typeof describe === 'function' && typeof it === 'function') return { describe, it };
  throw new AugmixError('USAGE', 'there is no global describe and it', {
    expected: 'runner: { describe, it }',
    suggestion: "import both from 'node:test' or 'vitest' and pass them in",
  });
}
