import { spawn, type SpawnOptions } from 'node:child_process';
import { AugmixError } from '@augmix/core';

/** How a command ended. */
export interface CommandOutcome {
  status: number | null;
  /** Why it was ended from outside, if it was. */
  endedBy: NodeJS.Signals | null;
  output: string;
  errors: string;
}

/**
 * Runs a command without a shell and waits for its end.
 *
 * @throws AugmixError `DEPENDENCY_MISSING` when there is no such command; the reason of `signal`
 */
export function runCommand(
  [command, ...args]: readonly [string, ...string[]],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'signal'> = {},
): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const { env = process.env } = options;
    const child = spawn(command, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('error', (cause: NodeJS.ErrnoException) => {
      if (options.signal?.aborted) return reject(options.signal.reason as Error);
      const reason = cause.code === 'ENOENT' ? 'is not installed' : `cannot be started (${cause.code})`;
      reject(new AugmixError('DEPENDENCY_MISSING', `${command} ${reason}`, { cause }));
    });
    child.on('close', (status, endedBy) => resolve({ status, endedBy, output, errors }));
  });
}
