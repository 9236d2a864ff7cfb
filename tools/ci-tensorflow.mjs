// Stage "tensorflow" of the checks: installs the TensorFlow backend as a user would, tries it, and runs the tests of its
// package, of which many are left out where it is not installed. Where there is no pip or no package index can be reached, the stage is
// skipped, loudly; every other failure is one.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const augmix = (...args) => {
  const { status, stderr } = spawnSync('npx', ['--no-install', 'augmix', 'backend', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  process.stderr.write(stderr);
  return { status, stderr };
};

const install = augmix('install', 'tensorflow');
const unreachable = /^(?:BACKEND_DOWNLOAD|BACKEND_PLATFORM|DEPENDENCY_MISSING)\b.*$/m.exec(install.stderr);
if (install.status !== 0 && unreachable) {
  console.log(`\nSKIPPED: the TensorFlow backend is not tested here: ${unreachable[0]}\n`);
  process.exit(0);
}
if (install.status !== 0 || augmix('test', 'tensorflow').status !== 0) process.exit(1);
const tests = ['test', '--workspace', '@augmix/backend-tensorflow'];
process.exit(spawnSync('npm', tests, { cwd: root, stdio: 'inherit' }).status ?? 1);
