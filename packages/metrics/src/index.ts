export { error, topError } from './error.js';
export { nll } from './nll.js';
export { predictedClasses, predictionChange } from './prediction-change.js';
export { top5Error } from './top5-error.js';
