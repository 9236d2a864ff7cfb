import type { Perturbation } from '@augmix/core';
import { requireArgument } from './internal/argument.js';
import type { PerturbationName } from './perturbation-names.js';
import type { NoisePerturbationSettings } from './perturbation-settings.js';
import { brightnessPerturbation } from './perturbations/brightness.js';
import { gaussianBlurPerturbation } from './perturbations/gaussian-blur.js';
import { gaussianNoisePerturbation } from './perturbations/gaussian-noise.js';
import { motionBlurPerturbation } from './perturbations/motion-blur.js';
import { rotatePerturbation } from './perturbations/rotate.js';
import { scalePerturbation } from './perturbations/scale.js';
import { shearPerturbation } from './perturbations/shear.js';
import { shotNoisePerturbation } from './perturbations/shot-noise.js';
import { snowPerturbation } from './perturbations/snow.js';
import { spatterPerturbation } from './perturbations/spatter.js';
import { speckleNoisePerturbation } from './perturbations/speckle-noise.js';
import { tiltPerturbation } from './perturbations/tilt.js';
import { translatePerturbation } from './perturbations/translate.js';
import { zoomBlurPerturbation } from './perturbations/zoom-blur.js';

const factories = {
  gaussian_noise: gaussianNoisePerturbation,
  shot_noise: shotNoisePerturbation,
  motion_blur: motionBlurPerturbation,
  zoom_blur: zoomBlurPerturbation,
  snow: snowPerturbation,
  brightness: brightnessPerturbation,
  translate: translatePerturbation,
  rotate: rotatePerturbation,
  tilt: tiltPerturbation,
  scale: scalePerturbation,
  speckle_noise: speckleNoisePerturbation,
  gaussian_blur: gaussianBlurPerturbation,
  spatter: spatterPerturbation,
  shear: shearPerturbation,
} satisfies Record<PerturbationName, (settings: NoisePerturbationSettings) => Perturbation>;

/**
 * Makes a perturbation sequence by name: `sample` draws its parameters, `frames` makes one frame after the other, and
 * `compare` says which frame a prediction is compared with, `first` for noises and `previous` for all others.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when the name or a setting is unknown or out of range, or when a sequence other
 * than a noise is given a difficulty.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { createPerturbation, perturbationStream } from '@augmix/corruptions';
 * const image = createImage(32, 32, 3);
 * const snow = createPerturbation('snow', { preset: 'cifar' });
 * const params = snow.sample(perturbationStream({ seed: 1, perturbation: 'snow', index: 0 }), image);
 * const frames = [...snow.frames(image, params)];
 * frames.length; // => 31
 * snow.compare; // => 'previous'
 * ```
 */
export function createPerturbation(
  name: PerturbationName,
  settings: NoisePerturbationSettings,
): Perturbation {
  requireArgument(Object.hasOwn(factories, name), 'name', name, Object.keys(factories).join(', '));
  return factories[name](settings);
}
