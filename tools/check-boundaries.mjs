// Proves that the module boundaries are enforced: plants forbidden imports, runs the lint target, and sees it fail.
// ESLint's boundary rule skips itself in silence when nx gives it no project graph, so a green lint alone proves nothing.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const planted = new URL('packages/mixing/src/planted-import.ts', root);

// package → whether mixing, a plain package, may import it
const imports = {
  '@augmix/core': true,
  '@augmix/ops': false, // sideways: mixing takes ops as arguments
  '@augmix/losses': false, // up, to the tensor layer
  '@augmix/pipeline': false, // up, to the runtime layer
};

function lint() {
  const { status, stdout, stderr } = spawnSync(
    'npx',
    ['nx', 'run', '@augmix/mixing:lint', '--skip-nx-cache'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
      shell: process.platform === 'win32',
    },
  );
  return { status, output: stdout + stderr };
}

const names = Object.keys(imports);
let report;
try {
  writeFileSync(
    planted,
    names.map((name, index) => `import * as module${index} from '${name}';\n`).join('') +
      `export const planted = [${names.map((_, index) => `module${index}`).join(', ')}];\n`,
  );
  report = lint();
} finally {
  rmSync(planted, { force: true });
}
const problems = [];
if (report.status === 0) problems.push('lint passed although forbidden imports were planted');
for (const [index, name] of names.entries()) {
  const isReported = new RegExp(
    `^\\s*${index + 1}:\\d+ +error +(A project tagged|Circular dependency)`,
    'm',
  ).test(report.output);
  if (isReported === imports[name])
    problems.push(`mixing → ${name} was ${isReported ? 'refused' : 'let through'}`);
}
if (problems.length > 0) {
  console.error(`${report.output}\nmodule boundaries are not enforced:\n  ${problems.join('\n  ')}`);
  process.exit(1);
}
console.log('module boundaries are enforced');
