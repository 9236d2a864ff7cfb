import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeError } from '@augmix/core/node';

const prefix = '.unfinished';
const oneDay = 24 * 60 * 60 * 1000;
// Names are split at dots, and a host's name may have some.
const host = hostname().replaceAll(/[^\w-]/g, '_');

/** Makes a folder for work that has not come to its end; its name says whose it is. */
export async function makeStaging(parent: string): Promise<string> {
  const folder = join(parent, [prefix, host, process.pid, randomBytes(4).toString('hex')].join('.'));
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw writeError(folder, cause);
  });
  return folder;
}

/** Removes what killed processes have left in a folder. */
export async function sweepStaging(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const [, , owner, pid] = name.split('.');
    const folder = join(parent, name);
    const age = await stat(folder).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if ((owner === host && !isRunning(Number(pid))) || age > oneDay)
      await rm(folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
