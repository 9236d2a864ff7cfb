export { evaluate, type EvaluateOptions } from './evaluate.js';
export { measureStability } from './measure-stability.js';
export { predict, type PredictedBatch, type PredictOptions } from './predict.js';
export { resultsMarkdown, type MeasuredValue, type RunResults } from './results.js';
