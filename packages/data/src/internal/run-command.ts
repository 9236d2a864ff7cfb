import { spawn } from 'node:child_process';
import { AugmixError } from '@augmix/core';

/** How a command ended. */
export interface CommandOutcome {
  status: number | null;
  /** What it wrote to stderr. */
  errors: string;
}

/**
 * Runs a command without a shell and waits for its end.
 *
 * @throws AugmixError `DATA_UNAVAILABLE` when it cannot be started; the reason of `signal`
 */
export function runCommand(
  [command, ...args]: readonly [string, ...string[]],
  cwd: string,
  signal?: AbortSignal,
): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      signal,
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('error', (cause: NodeJS.ErrnoException) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else {
        const message = `${command} cannot be started (${cause.code})`;
        reject(new AugmixError('DATA_UNAVAILABLE', message, { cause }));
      }
    });
    child.on('close', (status) => resolve({ status, errors }));
  });
}
