// Runs every suite through nx and ends with the sum over all of them: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { forgetResults, printSum, sumResults } from './results.mjs';

forgetResults('test');
const { status } = spawnSync(
  'npx',
  ['nx', 'run-many', '-t', 'test', '--outputStyle=static', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    shell: process.platform === 'win32',
  },
);
const total = sumResults('test');
console.log();
printSum(total);
process.exit((status ?? 1) ? 1 : total.failed > 0 ? 1 : 0);
