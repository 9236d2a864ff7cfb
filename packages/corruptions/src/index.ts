export { presetNames, type Preset, type PresetSettings } from './preset.js';
export { corruptionNames, type CorruptionName } from './corruption-names.js';
export { corruptionStream, type CorruptionKey } from './corruption-stream.js';
export { createCorruption } from './create-corruption.js';
export { corrupted, type CorruptedSettings } from './corrupted.js';
export { gaussianNoise, type GaussianNoiseParams } from './gaussian-noise.js';
export { shotNoise, type ShotNoiseParams } from './shot-noise.js';
export { impulseNoise, type ImpulseNoiseParams } from './impulse-noise.js';
export { defocusBlur, type DefocusBlurParams } from './defocus-blur.js';
export { glassBlur, type GlassBlurParams } from './glass-blur.js';
export { motionBlur, type MotionBlurParams } from './motion-blur.js';
export { zoomBlur, type ZoomBlurParams } from './zoom-blur.js';
export { snow, type SnowParams } from './snow.js';
export { frost, frostCorruption, type FrostParams, type FrostSettings, type FrostTexture } from './frost.js';
export { fog, type FogParams } from './fog.js';
export { brightness, type BrightnessParams } from './brightness.js';
export { contrast, type ContrastParams } from './contrast.js';
export { elasticTransform, type ElasticTransformParams } from './elastic-transform.js';
export { pixelate, type PixelateParams } from './pixelate.js';
export { jpegCompression, type JpegCompressionParams } from './jpeg-compression.js';
export { speckleNoise, type SpeckleNoiseParams } from './speckle-noise.js';
export { gaussianBlur, type GaussianBlurParams } from './gaussian-blur.js';
export { spatter, type SpatterParams } from './spatter.js';
export { saturate, type SaturateParams } from './saturate.js';
export { perturbationNames, type PerturbationName } from './perturbation-names.js';
export { perturbationStream, type PerturbationKey } from './perturbation-stream.js';
export { createPerturbation } from './create-perturbation.js';
export type {
  Difficulty,
  Framed,
  Framing,
  NoisePerturbationSettings,
  PerturbationSettings,
} from './perturbation-settings.js';
export { gaussianNoiseFrames, type GaussianNoiseFramesParams } from './perturbations/gaussian-noise.js';
export { shotNoiseFrames, type ShotNoiseFramesParams } from './perturbations/shot-noise.js';
export { motionBlurFrames, type MotionBlurFramesParams } from './perturbations/motion-blur.js';
export { zoomBlurFrames, type ZoomBlurFramesParams } from './perturbations/zoom-blur.js';
export { snowFrames, type SnowFramesParams } from './perturbations/snow.js';
export { brightnessFrames, type BrightnessFramesParams } from './perturbations/brightness.js';
export { translateFrames, type TranslateFramesParams } from './perturbations/translate.js';
export { rotateFrames, type RotateFramesParams } from './perturbations/rotate.js';
export { tiltFrames, type TiltFramesParams } from './perturbations/tilt.js';
export { scaleFrames, type ScaleFramesParams } from './perturbations/scale.js';
export { speckleNoiseFrames, type SpeckleNoiseFramesParams } from './perturbations/speckle-noise.js';
export { gaussianBlurFrames, type GaussianBlurFramesParams } from './perturbations/gaussian-blur.js';
export { spatterFrames, type SpatterFramesParams } from './perturbations/spatter.js';
export { shearFrames, type ShearFramesParams } from './perturbations/shear.js';
