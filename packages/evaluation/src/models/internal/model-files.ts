import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { io, util } from '@tensorflow/tfjs-core';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The model.json of a folder, or the file itself. */
export async function modelJsonFile(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? join(path, 'model.json') : path;
}

async function read(file: string, what: string): Promise<Buffer> {
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const message = cause.code === 'ENOENT' ? `${what} is not there` : `${what} cannot be read`;
    throw new AugmixError('MODEL_NOT_FOUND', message, { file, cause });
  });
}

/** A JSON object from a file. */
export async function readModelJson(file: string): Promise<Json> {
  const bytes = await read(file, 'the model');
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AugmixError('MODEL_INVALID', `not JSON: ${(cause as Error).message}`, { file, cause });
  }
  if (isObject(json)) return json;
  throw new AugmixError('MODEL_INVALID', 'not a JSON object', { file });
}

/** Whether a model.json holds layers or a graph of TensorFlow operations. */
export function topologyFormat(json: Json, file: string): 'layers' | 'graph' {
  const { format, modelTopology: topology } = json;
  if (isObject(topology)) {
    if (format === 'graph-model' || Array.isArray(topology['node'])) return 'graph';
    if (format === 'layers-model' || ['model_config', 'config'].some((key) => key in topology))
      return 'layers';
  }
  throw new AugmixError('MODEL_INVALID', 'the file has no modelTopology of layers or of a graph', {
    file,
    expected: 'a model.json of TensorFlow.js',
  });
}

interface WeightGroup {
  paths: string[];
  weights: io.WeightsManifestEntry[];
}

function isGroup(value: unknown): value is WeightGroup {
  if (!isObject(value)) return false;
  const { paths, weights } = value;
  const isWeight = (entry: unknown): boolean =>
    isObject(entry) && typeof entry['name'] === 'string' && Array.isArray(entry['shape']);
  return (
    Array.isArray(paths) &&
    paths.every((path) => typeof path === 'string') &&
    Array.isArray(weights) &&
    weights.every(isWeight)
  );
}

const elementBytes: Record<string, number> = {
  float32: 4,
  int32: 4,
  complex64: 8,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/** Bytes of a weight in its file; unknown for strings, which carry their lengths. */
function bytesOf({ shape, dtype, quantization }: io.WeightsManifestEntry): number | undefined {
  const size = elementBytes[quantization?.dtype ?? dtype];
  return size && size * util.sizeFromShape(shape);
}

async function readGroup(folder: string, { paths, weights }: WeightGroup): Promise<Buffer> {
  const shards: Buffer[] = [];
  for (const path of paths) shards.push(await read(join(folder, path), 'a file of weights'));
  const bytes = Buffer.concat(shards);
  const sizes = weights.map(bytesOf);
  const expected = sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
  if (sizes.includes(undefined) || bytes.length === expected) return bytes;
  throw new AugmixError(
    'MODEL_INVALID',
    `${paths.length === 1 ? 'the file has' : `${paths.join(', ')} have`} ${bytes.length} bytes of weights`,
    {
      file: join(folder, paths[0] ?? ''),
      expected: `${expected}`,
    },
  );
}

/** Reads a model of TensorFlow.js from files, as an IO handler without a file system would from the web. */
export function modelFileHandler(file: string, json: Json): io.IOHandler {
  return {
    async load() {
      const groups: unknown = json['weightsManifest'];
      if (!Array.isArray(groups) || !groups.every(isGroup)) {
        throw new AugmixError('MODEL_INVALID', 'the model has no usable weightsManifest', { file });
      }
      const folder = dirname(file);
      const parts: Buffer[] = [];
      for (const group of groups) parts.push(await readGroup(folder, group));
      const data = Buffer.concat(parts);
      // Buffers are windows into a pool.
      const weightData = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
      return io.getModelArtifactsForJSON(json as unknown as io.ModelJSON, async () => [
        groups.flatMap(({ weights }) => weights),
        weightData,
      ]);
    },
  };
}
