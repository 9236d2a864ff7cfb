// The counts that every suite leaves in its test-results.json, and their sum.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Folders that hold a suite: every workspace with a script of this name. */
function suites(script) {
  const folders = [
    ...readdirSync(join(root, 'packages')).map((name) => join('packages', name)),
    'tools',
    'e2e',
  ];
  return folders.filter((folder) => {
    const manifest = join(root, folder, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).scripts?.[script] !== undefined;
  });
}

const resultFile = (folder) => join(root, folder, 'test-results.json');

/** Removes the counts of an earlier run, so that a suite that dies leaves none; nx brings cached ones back. */
export function forgetResults(script) {
  for (const folder of suites(script)) rmSync(resultFile(folder), { force: true });
}

/** The sum over all suites; one that left no counts has failed. */
export function sumResults(...scripts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const folder of new Set(scripts.flatMap(suites))) {
    if (!existsSync(resultFile(folder))) {
      console.error(`${folder}: its tests did not run to the end`);
      total.failed++;
      continue;
    }
    const counts = JSON.parse(readFileSync(resultFile(folder), 'utf8'));
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  return total;
}

/** Prints the sum as the plain last line `N passed, N failed`. */
export function printSum({ passed, failed, skipped }) {
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
}

// As a program, for .ci/run: prints the sum of what the named scripts left, or with --forget removes it.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, ...others] = process.argv.slice(2);
  if (first === '--forget') others.forEach(forgetResults);
  else printSum(sumResults(first, ...others));
}
