export { adaptiveEce } from './adaptive-ece.js';
export { alexNetErrors, alexNetFlipProbabilities } from './alexnet.js';
export { aurra } from './aurra.js';
export { bootstrapInterval, bootstrapMean } from './bootstrap.js';
export { brier } from './brier.js';
export { confidenceBias, confidenceGaps, confidencesOf } from './confidences.js';
export {
  ce,
  mce,
  meanCorruptionError,
  relativeMce,
  type BaselineErrors,
  type ErrorTable,
} from './corruption-error.js';
export {
  anomalyScores,
  detection,
  detectionIntervals,
  oodScores,
  type DetectionMeasures,
} from './detection.js';
export { ece, type EceOptions } from './ece.js';
export { averageProbabilities } from './ensemble.js';
export { error, errorsOf, topError } from './error.js';
export { flipProbability, sequenceFlips } from './flip-probability.js';
export type { CalibrationErrorOptions } from './internal/fixed-size-calibration.js';
export type { TransitionOptions } from './internal/transitions.js';
export { madCalibrationError } from './mad-calibration-error.js';
export {
  meanFlipProbability,
  meanFlipRate,
  meanTopFiveDistance,
  type PerturbationTable,
} from './mean-flip-rate.js';
export { nll } from './nll.js';
export { predictedClasses, predictionChange } from './prediction-change.js';
export { reliabilityBins, type ReliabilityBin, type ReliabilityOptions } from './reliability-bins.js';
export { rmsCalibrationError } from './rms-calibration-error.js';
export { softF1 } from './soft-f1.js';
export { fitTemperature, scaleLogits, type TemperatureOptions } from './temperature.js';
export { sequenceTopFiveDistances, topFiveDistance } from './top-five-distance.js';
export { top5Error } from './top5-error.js';
export { zipfDistance } from './zipf-distance.js';
