// Tests of the tools and of the workspace, then every example, command and config of the docs; leaves their counts in test-results.json.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { checkCommands, reportCommands } from './docs/run-commands.mjs';
import { checkExamples, reportExamples } from './docs/run-examples.mjs';

const folder = fileURLToPath(new URL('tests/', import.meta.url));
const counts = { passed: 0, failed: 0, skipped: 0 };

const events = run({ files: readdirSync(folder).map((name) => folder + name), concurrency: true });
// A file counts as a test of its own only when it fails as a whole.
const isFile = (name) => name.startsWith(folder);
events.on('test:pass', ({ name, skip }) => {
  if (!isFile(name)) counts[skip === undefined ? 'passed' : 'skipped']++;
});
events.on('test:fail', () => counts.failed++);
const report = events.compose(spec);
report.pipe(process.stdout);
await new Promise((done) => report.on('end', done));

const examples = reportExamples(await checkExamples());
const commands = reportCommands(await checkCommands());
for (const { passed, failed } of [examples, commands]) {
  counts.passed += passed;
  counts.failed += failed;
}
writeFileSync(new URL('test-results.json', import.meta.url), JSON.stringify(counts) + '\n');
process.exit(counts.failed > 0 ? 1 : 0);
