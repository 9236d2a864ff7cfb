export {
  modelDescriptionSchema,
  type ModelDescription,
  type ModelDescriptionInput,
} from './preprocessing.js';
export { loadModelDescription, parseModelDescription } from './load-model-description.js';
export { describeModelPath, modelFlags, parseModelFlags, type ModelFlag } from './model-flags.js';
export { recognizeModel, type ModelKind } from './recognize-model.js';
export { mapClasses } from './class-mapping.js';
export { checkModelFits, type ImagesInfo } from './check-model-fits.js';
export { openModel } from './open-model.js';
export { openSavedModel, predictorOf } from './saved-model.js';
export { openOnnxModel, type OpenOnnxOptions } from './onnx-model.js';
export { checkLogits, openSavedLogits, type CellLogits, type SavedLogits } from './logits-model.js';
export type { OpenModelOptions } from './internal/network-predictor.js';
