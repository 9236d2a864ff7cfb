import { type AnyPlugin, type Registry } from '@augmix/core';
import { openModel, predictorOf, type Predictor } from '@augmix/evaluation';
import { describeModel } from '@augmix/models';
import { normalizationOf, openRun } from '@augmix/trainer';
import { backendFromEnvironment, startChosenBackend } from '../chosen-backend.js';
import type { JudgedModel } from './judged-model.js';

/** A network that is ready to predict. */
export interface Network extends Predictor {
  /** Known of a run's network. */
  trainableParameters?: number;
}

/**
 * Opens the networks of models, in their order, and what they need to run.
 *
 * @param images classes and, where all have the same, size of the data set's images
 */
export async function openNetworks(
  registry: Registry<AnyPlugin>,
  models: readonly JudgedModel[],
  images: { classes: readonly string[]; images?: { width: number; height: number } },
): Promise<Network[]> {
  const networks: Network[] = [];
  for (const model of models) {
    if (model.kind === 'run') networks.push(await openRunNetwork(registry, model.source, model.checkpoint));
    else if (model.kind !== 'logits') {
      if (model.kind !== 'onnx') await startChosenBackend(registry);
      networks.push(await openModel(model.description, images));
    }
  }
  return networks;
}

async function openRunNetwork(
  registry: Registry<AnyPlugin>,
  directory: string,
  checkpoint: 'best' | 'latest',
): Promise<Network> {
  const run = await openRun(registry, directory, checkpoint, backendFromEnvironment());
  const { mean, std } = await normalizationOf(run.registry, run.config, run.folder);
  const predictor = await predictorOf(run.model, { mean: [...mean], std: [...std], outputs: 'logits' });
  return {
    ...predictor,
    trainableParameters: describeModel(run.model).trainableParameters,
    dispose: () => void run.model.dispose(),
  };
}
