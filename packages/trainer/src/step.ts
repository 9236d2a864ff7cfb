// What a loop of one's own needs, in a browser too: nothing here touches files.
export { trainingStep, type TrainingParts } from './training-step.js';
export { sgd, type SgdSettings } from './sgd.js';
export { cosine } from './cosine.js';
export { constant } from './constant.js';
