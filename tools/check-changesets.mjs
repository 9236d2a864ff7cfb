// Checks the release that the changesets add up to: they parse, name packages that exist, cover what a branch changes,
// and bring the whole family to one next version — a 0.x one, since the 1.0 is a decision and no by-product.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const output = 'tools/.cache/release-plan.json';
const run = (command, ...args) =>
  spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });

if (run('git', 'rev-parse', '--verify', '--quiet', 'main').status !== 0) {
  console.log('changesets: skipped, there is no branch main to compare with');
  process.exit(0);
}
mkdirSync(new URL('.cache/', import.meta.url), { recursive: true });
const { status, stdout, stderr } = run('npx', 'changeset', 'status', '--output', output);
if (status !== 0) {
  console.error(stdout + stderr);
  process.exit(1);
}
const { releases } = JSON.parse(readFileSync(root + output, 'utf8'));
rmSync(root + output);
const versions = new Set(releases.map(({ newVersion }) => newVersion));
if (versions.size > 1 || [...versions].some((version) => !version.startsWith('0.'))) {
  console.error(
    'changesets: the next versions are',
    Object.fromEntries(releases.map(({ name, newVersion }) => [name, newVersion])),
  );
  process.exit(1);
}
console.log(
  versions.size === 0
    ? 'changesets: nothing to release'
    : `changesets: ${releases.length} packages become ${[...versions][0]}`,
);
