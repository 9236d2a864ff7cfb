// Runs after `npm ci` in a checkout, so that `npx augmix` works at once.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// A production install has no build tools and needs no build.
if (existsSync(new URL('../node_modules/nx', import.meta.url))) {
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  const { status } = spawnSync('npx', ['nx', 'run-many', '-t', 'build'], {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
