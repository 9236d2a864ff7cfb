import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AugmixError, type AnyPlugin, type Registry, type ResolvedRef } from '@augmix/core';
import {
  describeModelPath,
  recognizeModel,
  type JudgedModelInfo,
  type ModelDescription,
} from '@augmix/evaluation';
import { readRun, type ReadRun } from '@augmix/trainer';
import { backendFromEnvironment } from '../chosen-backend.js';

/** A model to judge; plain JSON, so that worker threads can be told. */
export type JudgedModel = { name: string; source: string; fingerprint: string } & (
  | { kind: 'run'; checkpoint: 'best' | 'latest' }
  | { kind: 'layers' | 'graph' | 'onnx'; description: ModelDescription }
  | { kind: 'logits' }
);

/** How the models on a command line are meant. */
export interface ModelFlags {
  checkpoint?: 'best' | 'latest';
  /** Flags that say what the description of a saved model says. */
  description: Readonly<Record<string, unknown>>;
}

/**
 * Finds out what the models on a command line are.
 *
 * @returns the models, and the runs among them as they were read
 * @throws AugmixError `MODEL_NOT_FOUND`, `MODEL_INVALID`, `RUN_NOT_FOUND`, and what is wrong with a description
 */
export async function findModels(
  registry: Registry<AnyPlugin>,
  paths: readonly string[],
  flags: ModelFlags,
): Promise<{ models: JudgedModel[]; runs: Map<string, ReadRun> }> {
  const names = uniqueNames(paths);
  const runs = new Map<string, ReadRun>();
  const models: JudgedModel[] = [];
  for (const [place, source] of paths.entries()) {
    const name = names[place];
    const kind = await recognizeModel(source);
    if (kind === 'run') {
      const run = await readRun(registry, source, flags.checkpoint ?? 'best', backendFromEnvironment());
      if (flags.checkpoint === 'best' && !run.checkpoint.state.best) throw noBest(source);
      runs.set(name, run);
      const fingerprint = createHash('sha256').update(run.checkpoint.model['weights.bin']).digest('hex');
      models.push({ name, source, fingerprint, kind, checkpoint: flags.checkpoint ?? 'best' });
    } else if (kind === 'logits') {
      models.push({ name, source, fingerprint: await hashOf(source), kind });
    } else {
      const description = await describeModelPath(source, flags.description);
      const format = description.format ?? (await recognizeModel(description.model));
      const fingerprint = await hashOf(description.model, ...(await outsideWeights(description.model)));
      models.push({ name, source, fingerprint, kind: format as 'onnx', description });
    }
  }
  return { models, runs };
}

const noBest = (file: string): AugmixError =>
  new AugmixError('USAGE', 'the run has no best checkpoint: no validation chose one', {
    file,
    suggestion: 'leave --checkpoint out, or say "latest"',
  });

/** The last part of each path, with as many parts before it as tell them apart. */
function uniqueNames(paths: readonly string[]): string[] {
  const isTwice = (names: readonly string[]): boolean => new Set(names).size < names.length;
  let names = paths.map((path) => withoutExtension(basename(path)));
  const folders = paths.map((path) => dirname(path));
  if (isTwice(names)) names = names.map((name, place) => join(basename(folders[place]), name));
  if (isTwice(names)) names = [...paths];
  if (!isTwice(names)) return names;
  throw new AugmixError('USAGE', 'a model is named twice', { suggestion: 'name each model once' });
}

const withoutExtension = (name: string): string =>
  ['.onnx', '.yaml', '.yml', '.json'].includes(extname(name)) ? name.slice(0, -extname(name).length) : name;

/** SHA-256 of files, and of all files of folders with their names. */
async function hashOf(...paths: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) await addToHash(hash, path);
  return hash.digest('hex');
}

/** Files with weights that an ONNX file points to; it names each after the key `location`. */
async function outsideWeights(model: string): Promise<string[]> {
  if (extname(model) !== '.onnx') return [];
  const bytes = await readFile(model);
  const key = Buffer.from('\n\blocation\x12', 'latin1');
  const names = new Set<string>();
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) {
    const start = at + key.length + 1;
    names.add(bytes.toString('utf8', start, start + bytes[start - 1]));
  }
  const files = [...names].sort().map((name) => join(dirname(model), name));
  return files.filter((file) => existsSync(file));
}

async function addToHash(hash: Hash, path: string): Promise<void> {
  if (!(await stat(path)).isDirectory()) {
    hash.update(await readFile(path));
    return;
  }
  for (const name of (await readdir(path)).sort()) {
    hash.update(name);
    await addToHash(hash, join(path, name));
  }
}

/** What results say of a model. */
export function modelInfo(
  model: JudgedModel,
  run: ReadRun | undefined,
  trainableParameters: number | undefined,
): JudgedModelInfo {
  const { name, source, fingerprint, kind } = model;
  const info: JudgedModelInfo = { name, kind, source, fingerprint };
  if (run) {
    const { state } = run.checkpoint;
    info.run = {
      config: run.config,
      network: networkTitle(run.config.model),
      checkpoint: { step: state.step, totalSteps: state.totalSteps },
      trainableParameters: trainableParameters!,
      trainingSeconds: Math.round(state.seconds),
    };
  }
  if ('description' in model) {
    const { model: _, file: __, format: ___, classes: ____, ...preprocessing } = model.description;
    info.preprocessing = preprocessing;
  }
  return info;
}

const networkTitle = ({ type, depth, widen }: ResolvedRef): string =>
  type === 'wide-resnet' ? `WRN-${String(depth)}-${String(widen)}` : type;
