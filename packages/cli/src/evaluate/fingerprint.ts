import { createHash, type Hash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

/**
 * SHA-256 of a saved model or a folder of logits: of all files of a folder with their names, or of a file and of the weights
 * that it has in other files.
 */
export async function fingerprintOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await add(hash, path);
  return hash.digest('hex');
}

async function add(hash: Hash, path: string): Promise<void> {
  if ((await stat(path)).isDirectory()) {
    for (const name of (await readdir(path)).sort()) {
      hash.update(name);
      await add(hash, join(path, name));
    }
    return;
  }
  const bytes = await readFile(path);
  hash.update(bytes);
  for (const name of [...new Set(otherFiles(path, bytes))].sort()) {
    const weights = await readFile(join(dirname(path), name)).catch(() => undefined);
    // What is missing is reported by whoever opens the model.
    hash.update(name).update(weights ?? '');
  }
}

/** Names of the files that hold the weights of a model. */
function otherFiles(path: string, bytes: Buffer): string[] {
  switch (extname(path).toLowerCase()) {
    case '.onnx':
      return externalData(bytes);
    case '.json':
      return weightFiles(bytes);
    default:
      return [];
  }
}

/** The `weightsManifest` of TensorFlow.js. */
function weightFiles(bytes: Buffer): string[] {
  try {
    const { weightsManifest } = JSON.parse(bytes.toString('utf8')) as {
      weightsManifest: { paths: string[] }[];
    };
    return weightsManifest.flatMap(({ paths }) => paths);
  } catch {
    return [];
  }
}

/** How the entry `location: <file>` of a tensor begins in ONNX's protocol buffers; a length and the name follow. */
const location = Buffer.from('\n\u0008location\u0012', 'latin1');

function externalData(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = bytes.indexOf(location); at >= 0; at = bytes.indexOf(location, at + 1)) {
    const start = at + location.length + 1;
    names.push(bytes.toString('utf8', start, start + bytes[start - 1]));
  }
  return names;
}
