import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import { AugmixError, type AnyPlugin, type Registry, type ResolvedRef } from '@augmix/core';
import {
  describeModelPath,
  ensembleName,
  recognizeModel,
  type JudgedModelInfo,
  type ModelDescription,
} from '@augmix/evaluation';
import { readRun, type ReadRun } from '@augmix/trainer';
import { backendFromEnvironment } from '../chosen-backend.js';
import { fingerprintOf } from './fingerprint.js';

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
      models.push({ name, source, fingerprint: await fingerprintOf(source), kind });
    } else {
      const description = await describeModelPath(source, flags.description);
      const format = await formatOf(description);
      const fingerprint = await fingerprintOf(description.model);
      models.push({ name, source, fingerprint, kind: format, description });
    }
  }
  return { models, runs };
}

/** What wrote the model of a description. */
async function formatOf({ format, model, file }: ModelDescription): Promise<'layers' | 'graph' | 'onnx'> {
  if (format && existsSync(model)) return format;
  const found = await recognizeModel(model);
  if (found === 'layers' || found === 'graph' || found === 'onnx') return found;
  const what = found === 'logits' ? 'a folder of logits' : `a ${found}`;
  throw new AugmixError('MODEL_INVALID', `"${model}" is ${what}, not a saved model`, {
    file,
    path: 'model',
    expected: 'an ONNX file or a model of TensorFlow.js',
    suggestion: found === 'description' ? undefined : 'name it on the command line as it is',
  });
}

const noBest = (file: string): AugmixError =>
  new AugmixError('USAGE', 'the run has no best checkpoint: no validation chose one', {
    file,
    suggestion: 'leave --checkpoint out, or say "latest"',
  });

/** The last part of each path, with as many parts before it as tell them apart, from one another and from the ensemble. */
function uniqueNames(paths: readonly string[]): string[] {
  const whole = paths.map((path) => resolve(path).split(sep));
  const isTaken = (names: readonly string[]): boolean =>
    new Set([...names, ensembleName]).size < names.length + 1;
  const depth = Math.max(...whole.map((parts) => parts.length));
  // Where nothing else does, the extension tells them apart.
  for (const shorten of [withoutExtension, (name: string) => name]) {
    for (let parts = 1; parts <= depth; parts++) {
      const names = whole.map((path) => shorten(path.slice(-parts).join('/')));
      if (!isTaken(names)) return names;
    }
  }
  throw new AugmixError('USAGE', 'a model is named twice', { suggestion: 'name each model once' });
}

const withoutExtension = (name: string): string =>
  ['.onnx', '.yaml', '.yml', '.json'].includes(extname(name)) ? name.slice(0, -extname(name).length) : name;

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
