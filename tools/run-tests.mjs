// Runs every package's tests through nx and ends with the sum over all suites: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
const { status } = spawnSync(
  'npx',
  ['nx', 'run-many', '-t', 'test', '--outputStyle=static', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  },
);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of readdirSync('packages')) {
  const file = `packages/${name}/test-results.json`;
  if (!existsSync(file)) continue;
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  for (const key of Object.keys(total)) total[key] += counts[key];
}
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(status || (total.failed ? 1 : 0));
