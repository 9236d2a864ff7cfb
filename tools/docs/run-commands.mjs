// Runs every ```sh block of the guide, the READMEs of the project and the command, and the reference; loads every ```yaml and
// ```json block of the docs. A page is read as a user reads it: its blocks run in order in one folder, which holds what the
// page presupposes (reader/files.mjs); a block fenced as ```yaml file=PATH (or any language) is written there first. Commands
// run as written, with less of everything (reader/augmix.mjs); npm does nothing, its part is that of the end-to-end tests.
// ```sh no-run is not run, ```sh fresh begins anew.
// node tools/docs/run-commands.mjs [PART-OF-A-PATH…]
import { execFileSync, fork, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRun } from '@augmix/core/node';
import { loadModelDescription } from '@augmix/evaluation';
import { createFirstPartyRegistry } from 'augmix';
import { blocksOfMarkdown } from './examples.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const reader = fileURLToPath(new URL('reader/', import.meta.url));
const patienceMs = 300_000;

/** Pages with commands that are run; in the others, only configs are loaded. */
const hasCommands = (file) =>
  /^(README\.md|packages\/cli\/README\.md|docs\/(guide|reference)\/.*)$/.test(file);
// The tutorial is followed to the letter by the end-to-end tests.
const isElsewhere = (file) => file.startsWith('docs/plugins/');

function pages() {
  const docs = readdirSync(join(root, 'docs'), { recursive: true }).map((file) => join('docs', file));
  const readmes = readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'README.md'));
  return ['README.md', ...docs, ...readmes]
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.md') && !isElsewhere(file))
    .sort();
}

/** The page's blocks of commands and configs, each with a list for its problems. */
export function blocksOfPage(text, file) {
  return blocksOfMarkdown(text, file)
    .filter(({ words }) => !words.includes('no-run'))
    .map((block) => ({
      ...block,
      target: block.words.map((word) => /^file=(.+)$/.exec(word)?.[1]).find(Boolean),
      problems: [],
    }))
    .filter(
      ({ language, target }) =>
        target || language === 'yaml' || language === 'json' || (language === 'sh' && hasCommands(file)),
    );
}

// What the tests' own npm and Node are told is nothing for a user; the backend is the one that is there on every machine.
const ofTheTests = /^npm_|^NODE_|^AUGMIX_/i;
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheTests.test(name))),
  NO_COLOR: '1',
  AUGMIX_BACKEND: 'wasm',
};

/** Runs commands as a shell does, up to the first that fails; tells where they end. */
function runShell(commands, cwd, commandFolder) {
  const child = spawn('sh', ['-c', `set -e\n${commands}\nprintf '\\n:folder:%s\\n' "$PWD"`], {
    cwd,
    env: { ...environment, PATH: `${commandFolder}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((done) => {
    child.on('close', (code) => done({ code, output, folder: /^:folder:(.*)$/m.exec(output)?.[1] ?? cwd }));
  });
}

/** Loads a config, or the description of a model. */
async function load({ code, target, line }, folder) {
  const file = join(folder, target ?? `block-${line}.yaml`);
  if (/^model: .*\.onnx/m.test(code)) {
    writeFileSync(file, code);
    return void (await loadModelDescription(file));
  }
  // A part of a config stands for itself.
  const isPart = !/^dataset:/m.test(code);
  writeFileSync(file, isPart ? `dataset: cifar10\n${code}` : code);
  await loadRun(createFirstPartyRegistry(), file);
}

const attempt = (block, check) =>
  check().catch((error) => block.problems.push(String(error?.message ?? error)));

/**
 * Does what a page says; each block gets its problems.
 *
 * @param begin makes a new folder to start in
 * @param commandFolder goes before all others in which programs are found
 */
export async function followPage(blocks, begin, commandFolder) {
  let folder = begin();
  for (const block of blocks) {
    if (block.words.includes('fresh')) folder = begin();
    if (block.target) {
      mkdirSync(dirname(join(folder, block.target)), { recursive: true });
      writeFileSync(join(folder, block.target), block.code);
    }
    if (block.language === 'sh') {
      const { code, output, folder: end } = await runShell(block.code, folder, commandFolder);
      folder = end;
      if (code !== 0)
        block.problems.push(`exit code ${code}: ${output.trim().split('\n').slice(-4).join('\n      ')}`);
    } else if (block.language === 'json') {
      await attempt(block, async () => JSON.parse(block.code));
    } else if (block.language === 'yaml') {
      await attempt(block, () => load(block, folder));
    }
  }
}

/** Runs the commands of all reference pages, one a line; they are alike, so one process does it. */
async function runTogether(blocks, folder) {
  const child = fork(join(reader, 'many.mjs'), {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const missing = new Set(blocks);
  child.on('message', ({ line, problem }) => {
    for (const block of blocks.filter(({ code }) => code === line)) {
      missing.delete(block);
      if (problem) block.problems.push(problem);
    }
  });
  child.send(blocks.map(({ code }) => code));
  await new Promise((done) => child.on('close', done));
  for (const block of missing) block.problems.push('did not run to its end');
}

/** `augmix`, and `npx`, which finds it; with other programs it does nothing, as `npm`. */
function writeCommands(folder) {
  const commands = {
    augmix: `exec "${process.execPath}" "${join(reader, 'augmix.mjs')}" "$@"`,
    npx: '[ "$1" != augmix ] || "$@"',
    npm: 'exit 0',
  };
  mkdirSync(folder);
  for (const [name, line] of Object.entries(commands)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** Checks every page whose path contains one of the given parts (all without any). */
export async function checkCommands(wanted = []) {
  const files = pages().filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
  const all = files
    .map((file) => blocksOfPage(readFileSync(join(root, file), 'utf8'), file))
    .filter((blocks) => blocks.length > 0);
  // Inside the workspace, so that packages are found by name.
  mkdirSync(join(root, 'tools/.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, 'tools/.cache/commands-'));
  try {
    const commandFolder = writeCommands(join(folder, 'bin'));
    const files = join(folder, 'files');
    execFileSync(process.execPath, [join(reader, 'files.mjs'), files], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const isReference = ({ file, language }) => file.startsWith('docs/reference/') && language === 'sh';
    const together = all.flat().filter(isReference);
    const jobs = all.map((page, index) => {
      const blocks = page.filter((block) => !isReference(block));
      const hasFiles = blocks.some(({ language, code }) => language === 'sh' || /^model:/m.test(code));
      return {
        commands: blocks.filter(({ language }) => language === 'sh').length,
        async run() {
          let times = 0;
          const begin = () => {
            const start = join(folder, `page-${index}`, `start-${times++}`);
            if (hasFiles) cpSync(files, start, { recursive: true });
            else mkdirSync(start, { recursive: true });
            return start;
          };
          await followPage(blocks, begin, commandFolder);
        },
      };
    });
    if (together.length > 0)
      jobs.push({ commands: together.length, run: () => runTogether(together, files) });
    // The longest first, so that both lanes end at about the same time.
    jobs.sort((a, b) => a.commands - b.commands);
    const lane = async () => {
      for (let job = jobs.pop(); job; job = jobs.pop()) await job.run();
    };
    await Promise.all([lane(), lane()]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return all.flat();
}

/** Prints every block with a problem. */
export function reportCommands(blocks) {
  const wrong = blocks.filter(({ problems }) => problems.length > 0);
  for (const { file, line, problems } of wrong)
    console.log(`✕ ${file}:${line}\n    ${problems.join('\n    ')}`);
  console.log(`${blocks.length - wrong.length} of ${blocks.length} blocks of commands and configs hold`);
  return { passed: blocks.length - wrong.length, failed: wrong.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = reportCommands(await checkCommands(process.argv.slice(2)));
  process.exit(failed > 0 ? 1 : 0);
}
