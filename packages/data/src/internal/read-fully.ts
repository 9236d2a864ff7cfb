import { readSync } from 'node:fs';
import { basename } from 'node:path';
import { AugmixError } from '@augmix/core';

/**
 * Fills an array from a position of an open file.
 *
 * @throws AugmixError `DATA_TRUNCATED` when the file ends before the array is full.
 */
export function readFully(descriptor: number, path: string, into: Uint8Array, position: number): void {
  for (let done = 0; done < into.length;) {
    const count = readSync(descriptor, into, done, into.length - done, position + done);
    if (count === 0) {
      throw new AugmixError('DATA_TRUNCATED', `${basename(path)} ends at byte ${position + done}`, {
        file: path,
        expected: `at least ${position + into.length} bytes`,
      });
    }
    done += count;
  }
}
