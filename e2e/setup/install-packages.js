// Packs every public package as it would be published and installs the archives together in an empty folder outside
// the workspace; a second folder gets nothing but TensorFlow.js. The tests find both through the environment.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Folders of the packages that are published. */
function publicPackages() {
  const folders = readdirSync(join(workspace, 'packages')).map((name) => join(workspace, 'packages', name));
  return folders.filter((folder) => readJson(join(folder, 'package.json')).private !== true);
}

/** What an outer npm passes down about the workspace; the user's own settings, such as a registry, stay. */
const ofOuterNpm =
  /^npm_(?!config_)|^npm_config_(local_prefix|prefix|workspaces?|include_workspace_root)$|^NODE_OPTIONS$/i;

function npm(args, cwd) {
  const inherited = Object.entries(process.env).filter(([name]) => !ofOuterNpm.test(name));
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    env: Object.fromEntries(inherited),
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args[0]} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** Paths of the files that a package's `exports` promise. */
const promisedFiles = (exports) =>
  typeof exports === 'string'
    ? [exports.replace(/^\.\//, '')]
    : Object.values(exports).flatMap(promisedFiles);

/** Packs folders; gives name → archive. */
function pack(folders, destination) {
  const manifests = folders.map((folder) => readJson(join(folder, 'package.json')));
  const args = ['pack', ...folders, '--json', '--ignore-scripts', '--pack-destination', destination];
  const archives = JSON.parse(npm(args, workspace)).map(({ name, filename, files }) => {
    const promised = promisedFiles(manifests.find((manifest) => manifest.name === name).exports);
    const missing = promised.find((file) => files.every(({ path }) => path !== file));
    if (missing) throw new Error(`the archive of ${name} has no ${missing}: is it built?`);
    return [name, join(destination, filename)];
  });
  return Object.fromEntries(archives);
}

/** A project that depends on these and nothing else, installed. */
function install(folder, dependencies) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'consumer', private: true, dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  npm(['install', '--no-audit', '--no-fund', '--prefer-offline'], folder);
}

export default function setup() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'augmix-e2e-')));
  const archives = join(root, 'archives');
  const consumer = join(root, 'consumer');
  const plain = join(root, 'plain');
  mkdirSync(archives);
  const packed = pack([...publicPackages(), join(fixtures, 'augmix-plugin-tint')], archives);
  install(
    consumer,
    Object.fromEntries(Object.entries(packed).map(([name, archive]) => [name, `file:${archive}`])),
  );
  const { devDependencies } = readJson(join(workspace, 'package.json'));
  install(plain, { '@tensorflow/tfjs': devDependencies['@tensorflow/tfjs'] });
  cpSync(join(fixtures, 'consumer'), consumer, { recursive: true });
  cpSync(join(fixtures, 'plain'), plain, { recursive: true });
  cpSync(join(workspace, 'tools', 'cifar10-sample'), join(consumer, 'cifar10-sample'), { recursive: true });
  process.env.AUGMIX_E2E_ROOT = root;
}
