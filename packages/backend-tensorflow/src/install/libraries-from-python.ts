import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { writeError } from '@augmix/core/node';
import { layout, libraryNames } from './layout.js';
import { checkWanted } from './libraries-from-wheel.js';
import type { LibrarySource } from './libraries.js';
import type { Device } from './manifest.js';
import { runCommand } from './run-command.js';

// Looks without importing TensorFlow, which takes seconds and prints lines.
const question = `
import importlib.metadata as metadata, importlib.util as util, json
def folder(name):
    spec = util.find_spec(name)
    return list(spec.submodule_search_locations)[0] if spec and spec.submodule_search_locations else None
found = {'tensorflow': folder('tensorflow'), 'nvidia': folder('nvidia')}
for name in ('tensorflow-cpu', 'tensorflow'):
    try:
        found.update(name=name, version=metadata.version(name)); break
    except metadata.PackageNotFoundError: pass
print(json.dumps(found))
`;

interface Answer {
  tensorflow: string | null;
  nvidia: string | null;
  name?: string;
  version?: string;
}

/**
 * The libraries of a Python interpreter that has TensorFlow: hard links where the file system allows it, so they stay when
 * Python's are removed and take no room; else copies.
 *
 * @throws AugmixError `DEPENDENCY_MISSING` when it cannot be started or has no TensorFlow; `USAGE` or `BACKEND_VERSION`
 * when it has another one than asked for
 */
export async function librariesFromPython(
  interpreter: string,
  wanted: { version?: string; device?: Device },
  signal?: AbortSignal,
): Promise<LibrarySource> {
  const { status, output } = await runCommand([interpreter, '-c', question], { signal });
  const found = (status === 0 ? JSON.parse(output) : {}) as Partial<Answer>;
  const { tensorflow, nvidia, name, version } = found;
  if (!tensorflow || !name || !version || !libraryNames.every((file) => existsSync(join(tensorflow, file)))) {
    throw new AugmixError('DEPENDENCY_MISSING', 'this Python has no TensorFlow with its libraries', {
      file: interpreter,
      suggestion: 'run its "-m pip install tensorflow-cpu", or leave out --from-python',
    });
  }
  const device: Device = name === 'tensorflow' && process.arch === 'x64' ? 'gpu' : 'cpu';
  checkWanted({ version, device }, wanted, interpreter);
  return {
    version,
    device,
    // Hard links take no room, and how large copies would be is told when there is none.
    bytesNeeded: 0,
    async put(folder, { log, onProgress }) {
      log(`TensorFlow: ${version} of ${interpreter}`);
      for (const file of libraryNames)
        await place(join(tensorflow, file), join(folder, layout.libraries, file));
      const license = join(tensorflow, 'include', 'LICENSE');
      if (existsSync(license)) await place(license, join(folder, layout.licenses, 'tensorflow', 'LICENSE'));
      if (device === 'gpu' && nvidia) await placeFolder(nvidia, join(folder, layout.cuda));
      else if (device === 'gpu')
        log('this Python has no CUDA wheels: CUDA of the system is used, or the CPU');
      onProgress(1, 'libraries linked');
      return { include: join(tensorflow, 'include'), wheel: { name: `${name}==${version}` } };
    },
  };
}

async function placeFolder(source: string, target: string): Promise<void> {
  for (const entry of await readdir(source, { withFileTypes: true, recursive: true })) {
    // Node 20.11 has no `parentPath`, later ones no `path`.
    const parent = entry.parentPath ?? (entry as unknown as { path: string }).path;
    if (!entry.isFile() || basename(parent) === 'include' || /\.(?:a|py|pyc)$/.test(entry.name)) continue;
    await place(join(parent, entry.name), join(target, parent.slice(source.length), entry.name));
  }
}

async function place(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await link(source, target)
    .catch(() => copyFile(source, target))
    .catch((cause: unknown) => {
      throw writeError(target, cause);
    });
}
