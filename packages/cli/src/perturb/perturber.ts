import { isAugmixError, type AnyPlugin, type Image, type Perturbation, type Registry } from '@augmix/core';
import { perturbationStream, type Difficulty, type NoisePerturbationSettings } from '@augmix/corruptions';
import { takesOption } from '../takes-option.js';

/** How images are perturbed. */
export interface PerturberSpec extends NoisePerturbationSettings {
  perturbations: readonly string[];
  seed: number;
  difficulty: Difficulty;
}

/** Which sequence an image gets. Equal keys give equal frames, whatever is made before or beside it. */
export interface PerturbKey {
  perturbation: string;
  /** Index of the image among those that are perturbed. */
  index: number;
}

/** Makes the frames of an image. */
export type Perturber = (image: Image, key: PerturbKey) => Image[];

/** Creates the perturbations of a spec. */
export async function createPerturber(
  registry: Registry<AnyPlugin>,
  { perturbations: names, seed, ...settings }: PerturberSpec,
): Promise<Perturber> {
  const perturbations = new Map<string, Perturbation>();
  for (const type of names) perturbations.set(type, await createPerturbation(registry, type, settings));
  return (image, { perturbation: name, index }) => {
    const perturbation = perturbations.get(name)!;
    try {
      const stream = perturbationStream({
        seed,
        perturbation: name,
        difficulty: settings.difficulty,
        index,
      });
      return [...perturbation.frames(image, perturbation.sample(stream, image))];
    } catch (error) {
      throw isAugmixError(error) ? error.at({ path: name }) : error;
    }
  };
}

/** Creates a perturbation with those of the settings that it knows. */
export async function createPerturbation(
  registry: Registry<AnyPlugin>,
  type: string,
  settings: Partial<Omit<PerturberSpec, 'perturbations' | 'seed'>>,
): Promise<Perturbation> {
  const options = Object.entries(settings).filter(
    ([option, value]) => value !== undefined && takesOption(registry, 'perturbation', type, option),
  );
  return registry.create('perturbation', { type, ...Object.fromEntries(options) });
}

/** The name of a sequence's files: the benchmark's harder versions have a number. */
export const sequenceName = (perturbation: string, difficulty: Difficulty): string =>
  difficulty === 1 ? perturbation : `${perturbation}_${difficulty}`;
