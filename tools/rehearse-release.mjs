// Everything that a release does short of publishing, on what is committed: versions in a scratch clone, an archive of each
// package, what is in it and how large it is, and whose licences it brings along. Needs built packages.
// node tools/rehearse-release.mjs [--update]: with --update the size budgets and THIRD_PARTY_NOTICES.md are written anew.
import { rmSync } from 'node:fs';
import { root } from './release/run.mjs';
import { archiveProblems, packAll } from './release/archives.mjs';
import { budgetProblems, writeBudgets } from './release/budgets.mjs';
import { scratchClone } from './release/clone.mjs';
import { checkNotices, licenceProblems, runtimeDependencies, writeNotices } from './release/notices.mjs';
import { bumpVersions, manifestsIn, versionProblems } from './release/versions.mjs';

const isUpdate = process.argv.includes('--update');
const problems = [];

const dependencies = runtimeDependencies();
problems.push(...licenceProblems(dependencies));
if (isUpdate) await writeNotices(dependencies);
else problems.push(...(await checkNotices(dependencies)));

const clone = scratchClone();
try {
  const before = manifestsIn(root);
  bumpVersions(clone);
  problems.push(...versionProblems(clone, before));
  const archives = packAll(clone);
  problems.push(...archiveProblems(clone, archives));
  if (isUpdate) writeBudgets(archives);
  else problems.push(...budgetProblems(archives));
  const kilobytes = Math.round(archives.reduce((sum, { size }) => sum + size, 0) / 1000);
  console.log(
    `${archives.length} packages become ${archives[0].version}: ${archives.reduce((sum, { files }) => sum + files.length, 0)} files, ` +
      `${kilobytes} kB; ${dependencies.length} packages of others at run time`,
  );
} finally {
  rmSync(clone, { recursive: true, force: true });
}
for (const problem of problems) console.error(`release: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
