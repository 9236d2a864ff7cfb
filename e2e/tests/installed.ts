// What setup/install-packages.js has made, and how programs are run there.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder outside the workspace, which goes away after the tests. */
export const root = process.env['AUGMIX_E2E_ROOT']!;

export const workspace = fileURLToPath(new URL('../../', import.meta.url));

/** The project in which every package is installed. */
export const consumer = join(root, 'consumer');
/** The project that has TensorFlow.js only. */
export const plain = join(root, 'plain');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

function run(program: string, args: readonly string[], cwd: string): Outcome {
  // What jest and npm need of Node and npm is not what a user has.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^AUGMIX_/i.test(name));
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', AUGMIX_BACKEND: 'wasm' },
    shell: program === 'npx' && process.platform === 'win32',
  });
  return { code: status, stdout, stderr };
}

/** The installed command. */
export const augmix = (...args: string[]): Outcome =>
  run('npx', ['--no-install', 'augmix', ...args], consumer);

/** A program of Node, in one of the two projects. */
export const node = (args: readonly string[], cwd = consumer): Outcome => run(process.execPath, args, cwd);

/** What a program printed as JSON; its error output when it failed. */
export function printed<Value>({ code, stdout, stderr }: Outcome): Value {
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Value;
}

/** The folder of a run's only checkpoint. */
export function checkpoint(directory: string, project = consumer): string {
  const folder = join(project, directory, 'checkpoints');
  const { latest } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { latest: string };
  return join(folder, latest);
}

/** The trained weights of a run. */
export const weights = (directory: string, project = consumer): Buffer =>
  readFileSync(join(checkpoint(directory, project), 'weights.bin'));

/** Folders of the installed packages of this project. */
export const installedPackages = (): string[] => [
  join(consumer, 'node_modules', 'augmix'),
  ...readdirSync(join(consumer, 'node_modules', '@augmix')).map((name) =>
    join(consumer, 'node_modules', '@augmix', name),
  ),
];
