import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where AugMix keeps what it has fetched: the same folder as for data sets, named by `AUGMIX_CACHE` if that is set. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env['AUGMIX_CACHE']) return resolve(env['AUGMIX_CACHE']);
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'augmix');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'augmix');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'augmix');
}

/** The folder of all installations of TensorFlow. */
export const installationsFolder = (): string => join(cacheFolder(), 'backends', 'tensorflow');
