import type { AnyPlugin, Registry } from '@augmix/core';
import type { Preset } from '@augmix/corruptions';
import { createPerturbation } from '../perturb/perturber.js';

/** Perturbations with the frame that each frame's prediction is compared with. */
export async function comparedFrames(
  registry: Registry<AnyPlugin>,
  names: readonly string[],
  preset: Preset,
): Promise<{ perturbation: string; compare: 'first' | 'previous' }[]> {
  return Promise.all(
    names.map(async (perturbation) => {
      const { compare } = await createPerturbation(registry, perturbation, { preset });
      return { perturbation, compare };
    }),
  );
}
