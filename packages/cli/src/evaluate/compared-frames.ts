import type { AnyPlugin, Registry } from '@augmix/core';
import { createPerturbation } from '../perturb/perturber.js';

/** Perturbations with the frame that each frame's prediction is compared with. */
export async function comparedFrames(
  registry: Registry<AnyPlugin>,
  names: readonly string[],
): Promise<{ perturbation: string; compare: 'first' | 'previous' }[]> {
  // Every preset of a perturbation compares alike.
  const preset = 'imagenet';
  return Promise.all(
    names.map(async (perturbation) => {
      const { compare } = await createPerturbation(registry, perturbation, { preset });
      return { perturbation, compare };
    }),
  );
}
