import type { Corruption } from '@augmix/core';
import { brightnessCorruption } from './brightness.js';
import { contrastCorruption } from './contrast.js';
import type { CorruptionName } from './corruption-names.js';
import { defocusBlurCorruption } from './defocus-blur.js';
import { elasticTransformCorruption } from './elastic-transform.js';
import { fogCorruption } from './fog.js';
import { frostCorruption } from './frost.js';
import { gaussianBlurCorruption } from './gaussian-blur.js';
import { gaussianNoiseCorruption } from './gaussian-noise.js';
import { glassBlurCorruption } from './glass-blur.js';
import { impulseNoiseCorruption } from './impulse-noise.js';
import { requireArgument } from './internal/argument.js';
import { jpegCompressionCorruption } from './jpeg-compression.js';
import { motionBlurCorruption } from './motion-blur.js';
import { pixelateCorruption } from './pixelate.js';
import type { PresetSettings } from './preset.js';
import { saturateCorruption } from './saturate.js';
import { shotNoiseCorruption } from './shot-noise.js';
import { snowCorruption } from './snow.js';
import { spatterCorruption } from './spatter.js';
import { speckleNoiseCorruption } from './speckle-noise.js';
import { zoomBlurCorruption } from './zoom-blur.js';

const factories = {
  gaussian_noise: gaussianNoiseCorruption,
  shot_noise: shotNoiseCorruption,
  impulse_noise: impulseNoiseCorruption,
  defocus_blur: defocusBlurCorruption,
  glass_blur: glassBlurCorruption,
  motion_blur: motionBlurCorruption,
  zoom_blur: zoomBlurCorruption,
  snow: snowCorruption,
  frost: frostCorruption,
  fog: fogCorruption,
  brightness: brightnessCorruption,
  contrast: contrastCorruption,
  elastic_transform: elasticTransformCorruption,
  pixelate: pixelateCorruption,
  jpeg_compression: jpegCompressionCorruption,
  speckle_noise: speckleNoiseCorruption,
  gaussian_blur: gaussianBlurCorruption,
  spatter: spatterCorruption,
  saturate: saturateCorruption,
} satisfies Record<CorruptionName, (settings: PresetSettings) => Corruption>;

/**
 * Makes a corruption by name: `sample` draws its parameters for a severity, `apply` applies them.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when the name or the preset is unknown; `sample` throws it for a severity that
 * is not a whole number from 1 to 5.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { corruptionStream, createCorruption } from '@augmix/corruptions';
 * const blur = createCorruption('gaussian_blur', { preset: 'imagenet' });
 * const stream = corruptionStream({ seed: 1, corruption: 'gaussian_blur', severity: 3, index: 0 });
 * const params = blur.sample(stream, 3, { width: 224, height: 224 });
 * params; // => { sigma: 3 }
 * blur.apply(createImage(224, 224, 3), params).width; // => 224
 * ```
 */
export function createCorruption(name: CorruptionName, settings: PresetSettings): Corruption {
  requireArgument(Object.hasOwn(factories, name), 'name', name, Object.keys(factories).join(', '));
  return factories[name](settings);
}
