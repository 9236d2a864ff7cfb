// Runs and type-checks every ```ts block of the docs: TSDoc of packages/*/src, READMEs, docs/**. A `// => value` behind
// an expression must be its value; a block without one must run; ```ts no-run is type-checked only.
// node tools/docs/run-examples.mjs [PART-OF-A-PATH…]
import { fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { checkedProgram, examplesOfMarkdown, examplesOfSource } from './examples.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
// What an example gives does not depend on what this machine has installed.
process.env.AUGMIX_BACKEND = 'wasm';

const patienceMs = 180_000;

function documents() {
  const below = (folder, extension) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true })
          .filter((file) => file.endsWith(extension))
          .map((file) => join(folder, file))
      : [];
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  const readmes = ['.', ...packages].map((folder) => join(folder, 'README.md'));
  return [
    ...readmes,
    'CONTRIBUTING.md',
    ...below('docs', '.md'),
    ...packages.flatMap((name) => below(join(name, 'src'), '.ts')),
  ]
    .filter((file) => existsSync(join(root, file)))
    .map((file) => file.split(sep).join('/'))
    .sort();
}

function findExamples(wanted) {
  return documents()
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return file.endsWith('.md') ? examplesOfMarkdown(text, file) : examplesOfSource(text, file);
    })
    .map((example) => ({ ...example, problems: [] }));
}

/** The compiler's complaints, all examples in one program. */
function typeCheck(examples, folder) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const relaxed = {
    noUnusedLocals: false,
    noUnusedParameters: false,
    types: ['node'],
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const byFile = new Map(
    examples.map((example, index) => [join(folder, `${index}.ts`).split(sep).join('/'), example]),
  );
  for (const [file, { code }] of byFile) writeFileSync(file, code);
  const program = ts.createProgram([...byFile.keys()], { ...options, ...relaxed });
  for (const [file, example] of byFile) {
    const source = program.getSourceFile(file);
    for (const { start, messageText } of [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]) {
      const line = example.line + source.getLineAndCharacterOfPosition(start ?? 0).line;
      example.problems.push({ line, message: ts.flattenDiagnosticMessageText(messageText, '\n      ') });
    }
  }
}

/** Runs programs one after the other in a process of their own, in a working folder that goes away. */
function runPrograms(tasks, folder) {
  const workingFolder = mkdtempSync(join(folder, 'cwd-'));
  const child = fork(
    new URL('run-program.mjs', import.meta.url),
    tasks.map(({ file }) => file),
    {
      cwd: workingFolder,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const outcomes = new Map();
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  child.on('message', ({ index, ...outcome }) => outcomes.set(index, outcome));
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.on('close', () => {
      clearTimeout(timer);
      for (const [index, { example, checks }] of tasks.entries()) {
        const outcome = outcomes.get(index);
        if (!outcome)
          example.problems.push({ message: `did not run to its end: ${stderr.trim().split('\n').at(-1)}` });
        else if (outcome.problems.length > 0) example.problems.push(...outcome.problems);
        else if (outcome.checks < checks)
          example.problems.push({ message: `only ${outcome.checks} of ${checks} values were reached` });
      }
      done();
    });
  });
}

async function runAll(examples, folder) {
  const groups = new Map();
  for (const [index, example] of examples.entries()) {
    if (!example.runs) continue;
    try {
      const { program, checks } = checkedProgram(example);
      const file = join(folder, `${index}.mjs`);
      writeFileSync(file, program);
      const group = example.file.split('/').slice(0, 2).join('/');
      groups.set(group, [...(groups.get(group) ?? []), { example, file, checks }]);
    } catch (error) {
      example.problems.push({ message: error.message });
    }
  }
  const waiting = [...groups.values()];
  const lane = async () => {
    for (let tasks = waiting.pop(); tasks; tasks = waiting.pop()) await runPrograms(tasks, folder);
  };
  await Promise.all([lane(), lane()]);
}

/** Checks every example whose file's path contains one of the given parts (all without any). */
export async function checkExamples(wanted = []) {
  const examples = findExamples(wanted);
  // Inside the workspace, so that packages are found by name.
  mkdirSync(join(root, 'tools/.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, 'tools/.cache/examples-'));
  try {
    typeCheck(examples, folder);
    await runAll(examples, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return examples;
}

/** Prints every example with a problem. */
export function reportExamples(examples) {
  const wrong = examples.filter(({ problems }) => problems.length > 0);
  for (const { file, line, problems } of wrong) {
    console.log(`✕ ${file}:${line}`);
    for (const problem of problems)
      console.log(`    ${problem.line ? `${file}:${problem.line} ` : ''}${problem.message}`);
  }
  console.log(`${examples.length - wrong.length} of ${examples.length} examples hold`);
  return { passed: examples.length - wrong.length, failed: wrong.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = reportExamples(await checkExamples(process.argv.slice(2)));
  process.exit(failed > 0 ? 1 : 0);
}
