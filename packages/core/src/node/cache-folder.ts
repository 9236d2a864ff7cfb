import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder for what is fetched, data sets and backends: `AUGMIX_CACHE`, or `augmix` in the user's cache folder (`$XDG_CACHE_HOME` or
 * `~/.cache`; `~/Library/Caches` on macOS; `%LOCALAPPDATA%` on Windows).
 *
 * @example
 * ```ts
 * import { cacheFolder } from '@augmix/core/node';
 * cacheFolder({ AUGMIX_CACHE: '/data/augmix' }); // => '/data/augmix'
 * ```
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env['AUGMIX_CACHE']) return resolve(env['AUGMIX_CACHE']);
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'augmix');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'augmix');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'augmix');
}
