import { definePlugins } from '@augmix/core';
import { autocontrastPlugin } from './plugins/autocontrast.js';
import { brightnessPlugin } from './plugins/brightness.js';
import { centerCropPlugin } from './plugins/center-crop.js';
import { colorPlugin } from './plugins/color.js';
import { contrastPlugin } from './plugins/contrast.js';
import { cutoutPlugin } from './plugins/cutout.js';
import { equalizePlugin } from './plugins/equalize.js';
import { horizontalFlipPlugin } from './plugins/horizontal-flip.js';
import { invertPlugin } from './plugins/invert.js';
import { padCropPlugin } from './plugins/pad-crop.js';
import { posterizePlugin } from './plugins/posterize.js';
import { randomResizedCropPlugin } from './plugins/random-resized-crop.js';
import { resizePlugin } from './plugins/resize.js';
import { rotatePlugin } from './plugins/rotate.js';
import { sharpnessPlugin } from './plugins/sharpness.js';
import { shearXPlugin } from './plugins/shear-x.js';
import { shearYPlugin } from './plugins/shear-y.js';
import { solarizePlugin } from './plugins/solarize.js';
import { translateXPlugin } from './plugins/translate-x.js';
import { translateYPlugin } from './plugins/translate-y.js';

/** The ops as plugins: the thirteen of AugMix in the reference's order, invert, then the transforms. */
export const plugins = definePlugins({
  package: '@augmix/ops',
  module: import.meta.url,
  plugins: [
    autocontrastPlugin,
    equalizePlugin,
    posterizePlugin,
    rotatePlugin,
    solarizePlugin,
    shearXPlugin,
    shearYPlugin,
    translateXPlugin,
    translateYPlugin,
    colorPlugin,
    contrastPlugin,
    brightnessPlugin,
    sharpnessPlugin,
    invertPlugin,
    horizontalFlipPlugin,
    padCropPlugin,
    resizePlugin,
    centerCropPlugin,
    randomResizedCropPlugin,
    cutoutPlugin,
  ],
});

// Without these, the types of their options would be left out of the built declarations.
export {
  autocontrastPlugin,
  brightnessPlugin,
  centerCropPlugin,
  colorPlugin,
  contrastPlugin,
  cutoutPlugin,
  equalizePlugin,
  horizontalFlipPlugin,
  invertPlugin,
  padCropPlugin,
  posterizePlugin,
  randomResizedCropPlugin,
  resizePlugin,
  rotatePlugin,
  sharpnessPlugin,
  shearXPlugin,
  shearYPlugin,
  solarizePlugin,
  translateXPlugin,
  translateYPlugin,
};
