import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { fileHash } from './file-hash.js';
import { tfjsNode } from './release.js';
import { runCommand } from './run-command.js';

/** What of the package is needed: its JavaScript, its description and, for compiling, the sources of the addon. */
const wanted = ['package/package.json', 'package/README.md', 'package/dist', 'package/binding'];

/**
 * Puts tfjs-node-gpu into a folder with the npm client, which knows the user's registry, proxy and cache. Its install
 * script is not run, and nothing that it depends on is fetched.
 *
 * @param work - an existing folder for what is needed on the way
 * @throws AugmixError `BACKEND_DOWNLOAD`, `DATA_CHECKSUM`, `DEPENDENCY_MISSING`
 */
export async function fetchTfjsNode(target: string, work: string, signal?: AbortSignal): Promise<void> {
  const folder = join(work, 'npm');
  await mkdir(folder, { recursive: true });
  const tarball = await npmPack(`${tfjsNode.name}@${tfjsNode.version}`, folder, signal);
  const found = `sha512-${await fileHash(tarball, 'sha512', 'base64')}`;
  if (found !== tfjsNode.integrity) {
    throw new AugmixError('DATA_CHECKSUM', `the package from npm has the integrity ${found}`, {
      file: `${tfjsNode.name}@${tfjsNode.version}`,
      expected: tfjsNode.integrity,
    });
  }
  await mkdir(target, { recursive: true });
  const unpack = ['tar', '-xzf', tarball, '-C', target, '--strip-components=1', ...wanted] as const;
  const { status, errors } = await runCommand([...unpack], { signal });
  if (status !== 0) {
    throw new AugmixError('WRITE_FAILED', `tar could not unpack the package from npm: ${lastLine(errors)}`, {
      file: target,
    });
  }
  await rm(folder, { recursive: true });
}

async function npmPack(spec: string, folder: string, signal?: AbortSignal): Promise<string> {
  // A manifest of its own keeps npm from looking for a project in the folders above.
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  const args = ['pack', spec, '--pack-destination', folder, '--ignore-scripts', '--prefer-offline'];
  args.push('--workspaces=false', '--dry-run=false', '--no-update-notifier', '--loglevel=error');
  const { status, errors } = await runCommand([...npmCommand(), ...args], { cwd: folder, signal });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (status === 0 && tarball) return join(folder, tarball);
  throw new AugmixError('BACKEND_DOWNLOAD', `npm could not get the package (${npmReason(errors, status)})`, {
    file: spec,
    suggestion: 'look at the registry and the proxy that npm is configured with',
  });
}

/** npm by its script and this Node.js where it lies beside it, else whatever `npm` is on the path. */
function npmCommand(): [string, ...string[]] {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env['npm_execpath'], beside].find(
    (path) => path?.endsWith('npm-cli.js') && existsSync(path),
  );
  return script ? [process.execPath, script] : ['npm'];
}

/** npm's first lines that tell something, such as `code ENOTFOUND`. */
function npmReason(errors: string, status: number | null): string {
  const lines = errors.split('\n').map((line) => line.replace(/^npm (?:ERR!|error)\s*/, '').trim());
  const telling = lines.filter((line) => line && !/complete log|^npm warn/.test(line));
  return telling.slice(0, 2).join(', ') || `status ${status}`;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
