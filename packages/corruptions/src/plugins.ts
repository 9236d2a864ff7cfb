import { definePlugins } from '@augmix/core';
import { brightnessPlugin } from './plugins/brightness.js';
import { contrastPlugin } from './plugins/contrast.js';
import { corruptedPlugin } from './plugins/corrupted.js';
import { defocusBlurPlugin } from './plugins/defocus-blur.js';
import { elasticTransformPlugin } from './plugins/elastic-transform.js';
import { fogPlugin } from './plugins/fog.js';
import { frostPlugin } from './plugins/frost.js';
import { gaussianBlurPlugin } from './plugins/gaussian-blur.js';
import { gaussianNoisePlugin } from './plugins/gaussian-noise.js';
import { glassBlurPlugin } from './plugins/glass-blur.js';
import { impulseNoisePlugin } from './plugins/impulse-noise.js';
import { jpegCompressionPlugin } from './plugins/jpeg-compression.js';
import { motionBlurPlugin } from './plugins/motion-blur.js';
import { pixelatePlugin } from './plugins/pixelate.js';
import { saturatePlugin } from './plugins/saturate.js';
import { shotNoisePlugin } from './plugins/shot-noise.js';
import { snowPlugin } from './plugins/snow.js';
import { spatterPlugin } from './plugins/spatter.js';
import { speckleNoisePlugin } from './plugins/speckle-noise.js';
import { zoomBlurPlugin } from './plugins/zoom-blur.js';
import { brightnessPerturbationPlugin } from './plugins/perturbations/brightness.js';
import { gaussianBlurPerturbationPlugin } from './plugins/perturbations/gaussian-blur.js';
import { gaussianNoisePerturbationPlugin } from './plugins/perturbations/gaussian-noise.js';
import { motionBlurPerturbationPlugin } from './plugins/perturbations/motion-blur.js';
import { rotatePerturbationPlugin } from './plugins/perturbations/rotate.js';
import { scalePerturbationPlugin } from './plugins/perturbations/scale.js';
import { shearPerturbationPlugin } from './plugins/perturbations/shear.js';
import { shotNoisePerturbationPlugin } from './plugins/perturbations/shot-noise.js';
import { snowPerturbationPlugin } from './plugins/perturbations/snow.js';
import { spatterPerturbationPlugin } from './plugins/perturbations/spatter.js';
import { speckleNoisePerturbationPlugin } from './plugins/perturbations/speckle-noise.js';
import { tiltPerturbationPlugin } from './plugins/perturbations/tilt.js';
import { translatePerturbationPlugin } from './plugins/perturbations/translate.js';
import { zoomBlurPerturbationPlugin } from './plugins/perturbations/zoom-blur.js';

/**
 * The 15 common and 4 extra corruptions, the 14 perturbation sequences and the data set `corrupted` of this package. Their option `preset` has no
 * default: how strong they are must not depend on a guess.
 *
 * @example
 * ```ts
 * import { createImage, createRegistry, keyedStream } from '@augmix/core';
 * import { plugins } from '@augmix/corruptions/plugins';
 * const registry = createRegistry().use(plugins);
 * const contrast = await registry.create('corruption', { type: 'contrast', preset: 'cifar' });
 * contrast.sample(keyedStream({ seed: 1, purpose: 'corruption' }), 5, createImage(32, 32, 3)); // => { factor: 0.15 }
 * ```
 */
export const plugins = definePlugins({
  package: '@augmix/corruptions',
  module: import.meta.url,
  plugins: [
    gaussianNoisePlugin,
    shotNoisePlugin,
    impulseNoisePlugin,
    defocusBlurPlugin,
    glassBlurPlugin,
    motionBlurPlugin,
    zoomBlurPlugin,
    snowPlugin,
    frostPlugin,
    fogPlugin,
    brightnessPlugin,
    contrastPlugin,
    elasticTransformPlugin,
    pixelatePlugin,
    jpegCompressionPlugin,
    speckleNoisePlugin,
    gaussianBlurPlugin,
    spatterPlugin,
    saturatePlugin,
    gaussianNoisePerturbationPlugin,
    shotNoisePerturbationPlugin,
    motionBlurPerturbationPlugin,
    zoomBlurPerturbationPlugin,
    snowPerturbationPlugin,
    brightnessPerturbationPlugin,
    translatePerturbationPlugin,
    rotatePerturbationPlugin,
    tiltPerturbationPlugin,
    scalePerturbationPlugin,
    speckleNoisePerturbationPlugin,
    gaussianBlurPerturbationPlugin,
    spatterPerturbationPlugin,
    shearPerturbationPlugin,
    corruptedPlugin,
  ],
});

export {
  gaussianNoisePlugin,
  shotNoisePlugin,
  impulseNoisePlugin,
  defocusBlurPlugin,
  glassBlurPlugin,
  motionBlurPlugin,
  zoomBlurPlugin,
  snowPlugin,
  frostPlugin,
  fogPlugin,
  brightnessPlugin,
  contrastPlugin,
  elasticTransformPlugin,
  pixelatePlugin,
  jpegCompressionPlugin,
  speckleNoisePlugin,
  gaussianBlurPlugin,
  spatterPlugin,
  saturatePlugin,
  corruptedPlugin,
  gaussianNoisePerturbationPlugin,
  shotNoisePerturbationPlugin,
  motionBlurPerturbationPlugin,
  zoomBlurPerturbationPlugin,
  snowPerturbationPlugin,
  brightnessPerturbationPlugin,
  translatePerturbationPlugin,
  rotatePerturbationPlugin,
  tiltPerturbationPlugin,
  scalePerturbationPlugin,
  speckleNoisePerturbationPlugin,
  gaussianBlurPerturbationPlugin,
  spatterPerturbationPlugin,
  shearPerturbationPlugin,
};
export type { PresetOptions } from './plugins/preset-options.js';
export type { NoisePerturbationOptions, PerturbationOptions } from './plugins/perturbations/options.js';
