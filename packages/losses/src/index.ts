export { crossEntropy, softmaxCrossEntropy } from './cross-entropy.js';
export { jensenShannon, jensenShannonDivergence, type JensenShannonOptions } from './jensen-shannon.js';
