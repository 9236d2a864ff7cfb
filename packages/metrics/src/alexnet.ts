import type { BaselineErrors } from './corruption-error.js';

/**
 * AlexNet's errors on ImageNet-C, in %, at severities 1 … 5 of the 15 common corruptions, and on clean ImageNet: the
 * baseline of {@link mce}. The means over severities are those in `imagenet.py` of google-research/augmix.
 *
 * @see https://github.com/hendrycks/robustness/issues/10, and for jpeg_compression timm's `imagenetc_alexnet_error_rates_list`
 * @example
 * ```ts
 * import { alexNetErrors } from '@augmix/metrics';
 * alexNetErrors.corruptions.fog; // => [67.474, 76.05, 84.378, 87.26, 94.5]
 * Object.keys(alexNetErrors.corruptions).length; // => 15
 * ```
 */
export const alexNetErrors = {
  clean: 43.5,
  corruptions: {
    gaussian_noise: [69.528, 82.542, 93.554, 98.138, 99.452],
    shot_noise: [71.224, 85.108, 93.574, 98.182, 99.146],
    impulse_noise: [78.374, 89.808, 94.87, 98.72, 99.548],
    defocus_blur: [65.624, 73.202, 85.036, 91.364, 94.714],
    glass_blur: [64.308, 75.054, 88.806, 91.622, 93.344],
    motion_blur: [58.43, 70.048, 82.108, 89.75, 92.638],
    zoom_blur: [70.008, 76.992, 80.784, 84.198, 87.198],
    snow: [71.726, 88.392, 86.468, 91.87, 94.952],
    frost: [61.39, 79.734, 88.79, 89.942, 93.43],
    fog: [67.474, 76.05, 84.378, 87.26, 94.5],
    brightness: [45.14, 48.502, 54.048, 62.166, 72.44],
    contrast: [64.548, 76.15, 88.874, 97.76, 99.27],
    elastic_transform: [52.596, 70.116, 55.686, 64.076, 80.554],
    pixelate: [52.218, 54.62, 73.728, 87.092, 91.262],
    jpeg_compression: [51.002, 54.718, 57.294, 65.458, 74.778],
  },
} as const satisfies BaselineErrors;

/**
 * AlexNet's flip probabilities on ImageNet-P (difficulty 1), in %, of the ten perturbations that count: the baseline of
 * {@link meanFlipRate}.
 *
 * @see https://github.com/hendrycks/robustness/issues/49, `mce/eval_robustness.py` of adobe/antialiased-cnns
 * @example
 * ```ts
 * import { alexNetFlipProbabilities } from '@augmix/metrics';
 * alexNetFlipProbabilities.tilt; // => 7.05
 * ```
 */
export const alexNetFlipProbabilities = {
  gaussian_noise: 23.653,
  shot_noise: 30.062,
  motion_blur: 9.297,
  zoom_blur: 5.942,
  snow: 11.928,
  brightness: 4.889,
  translate: 11.007,
  rotate: 13.104,
  tilt: 7.05,
  scale: 23.531,
} as const;
