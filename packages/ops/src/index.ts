export { autocontrast, autocontrastOp, type NoArgs } from './autocontrast.js';
export { brightness, brightnessOp, type BrightnessArgs } from './brightness.js';
export { centerCrop, centerCropOp, type CenterCropArgs, type CenterCropOptions } from './center-crop.js';
export { color, colorOp, type ColorArgs } from './color.js';
export { contrast, contrastOp, type ContrastArgs } from './contrast.js';
export { cutout, cutoutOp, drawSquare, type CutoutArgs, type CutoutOptions } from './cutout.js';
export { equalize, equalizeOp } from './equalize.js';
export {
  horizontalFlip,
  horizontalFlipOp,
  type HorizontalFlipArgs,
  type HorizontalFlipOptions,
} from './horizontal-flip.js';
export { invert, invertOp } from './invert.js';
export { padCrop, padCropOp, type PadCropArgs, type PadCropOptions } from './pad-crop.js';
export { posterize, posterizeOp, type PosterizeArgs } from './posterize.js';
export {
  randomResizedCrop,
  randomResizedCropOp,
  type RandomResizedCropArgs,
  type RandomResizedCropOptions,
} from './random-resized-crop.js';
export { resizeAndCrop, type ResizeAndCropArgs } from './resize-and-crop.js';
export { resize, resizeOp, type ResizeArgs, type ResizeOptions } from './resize.js';
export { rotate, rotateOp, type RotateArgs } from './rotate.js';
export { sharpness, sharpnessOp, type SharpnessArgs } from './sharpness.js';
export { shearX, shearXOp, type ShearXArgs } from './shear-x.js';
export { shearY, shearYOp, type ShearYArgs } from './shear-y.js';
export { solarize, solarizeOp, type SolarizeArgs } from './solarize.js';
export { translateX, translateXOp, type TranslateXArgs } from './translate-x.js';
export { translateY, translateYOp, type TranslateYArgs } from './translate-y.js';
export type { Fill, GeometricOptions, Interpolation } from './geometric-options.js';
export type { ChainOp, TransformOp } from './op-types.js';
export { allAugmixOps, augmixOps } from './op-sets.js';
