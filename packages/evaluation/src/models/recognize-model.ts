import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AugmixError } from '@augmix/core';
import { readModelJson, topologyFormat } from './internal/model-files.js';

/** What can be judged: a model by its format, a description of one, a run directory, or a folder of saved logits. */
export type ModelKind = 'layers' | 'graph' | 'onnx' | 'description' | 'run' | 'logits';

const accepted =
  'an .onnx file, a TensorFlow.js folder, a .yaml that describes a model, a run, or a folder of logits';

/**
 * Tells what stands at a path, by names and, for TensorFlow.js, by what `model.json` says.
 *
 * @throws AugmixError `MODEL_NOT_FOUND` when nothing is there, `MODEL_INVALID` when it is none of these.
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { recognizeModel } from '@augmix/evaluation';
 * await writeFile('model.yaml', 'model: net.onnx\n');
 * await recognizeModel('model.yaml'); // => 'description'
 * ```
 */
export async function recognizeModel(path: string): Promise<ModelKind> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AugmixError('MODEL_NOT_FOUND', 'there is no such model', {
      file: path,
      expected: accepted,
      cause,
    });
  });
  return found.isDirectory() ? recognizeFolder(path) : recognizeFile(path);
}

async function recognizeFile(path: string): Promise<ModelKind> {
  const extension = extname(path).toLowerCase();
  if (extension === '.onnx') return 'onnx';
  if (extension === '.yaml' || extension === '.yml') return 'description';
  if (extension !== '.json') {
    throw new AugmixError('MODEL_INVALID', `"${basename(path)}" is no known kind of model`, {
      file: path,
      expected: accepted,
    });
  }
  const json = await readModelJson(path);
  return 'modelTopology' in json || 'weightsManifest' in json ? topologyFormat(json, path) : 'description';
}

async function recognizeFolder(path: string): Promise<ModelKind> {
  const names = await readdir(path);
  if (names.includes('config.resolved.json')) return 'run';
  if (names.includes('model.json')) return recognizeFile(join(path, 'model.json'));
  if (names.includes('labels.npy') || names.includes('clean.npy')) return 'logits';
  const onnx = names.filter((name) => name.endsWith('.onnx'));
  throw new AugmixError('MODEL_INVALID', 'the folder holds no model.json, no run and no logits', {
    file: path,
    expected: accepted,
    suggestion: onnx.length > 0 ? `did you mean "${join(path, onnx[0])}"?` : undefined,
  });
}
