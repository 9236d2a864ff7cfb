import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ownFolder } from '../install/layout.js';

interface Quiet {
  hush(): void;
  unhush(): void;
}

/**
 * Does work while nothing reaches standard error: TensorFlow's shared library logs two lines when it is opened, whatever
 * its log level. Where there is no addon for this system, and where the user wants to see TensorFlow's log
 * (`TF_CPP_MIN_LOG_LEVEL` 0 or 1), the lines appear. What a library says before it ends the process is always shown.
 */
export function quietly<Result>(work: () => Result): Result {
  const addon = join(ownFolder(), 'prebuilt', `${process.platform}-${process.arch}`, 'quiet.node');
  const isWanted = Number(process.env['TF_CPP_MIN_LOG_LEVEL'] ?? 2) >= 2;
  if (!isWanted || !existsSync(addon)) return work();
  let quiet: Quiet;
  try {
    quiet = createRequire(import.meta.url)(addon) as Quiet;
  } catch {
    // Another C library, say: no reason not to train.
    return work();
  }
  quiet.hush();
  try {
    return work();
  } finally {
    quiet.unhush();
  }
}
