export { cellName, listCells, type Cell } from './cell.js';
export type { CellImages } from './cell-images.js';
export type { Predictor } from './predictor.js';
export { predictChunk, type Chunk, type ChunkPredictions } from './predict-chunk.js';
export {
  ensembleName,
  judgeCell,
  type CellPredictions,
  type CellRecord,
  type JudgedImages,
  type MeasuredValue,
} from './judge-cell.js';
export type { JudgedSequences } from './judge-sequences.js';
export { judgeCells, type ChunkPredictor, type JudgeCellsOptions, type PlannedCell } from './judge-cells.js';
export { openJournal, type Journal } from './journal.js';
export { summarize, type JudgedCell, type SummaryOptions } from './summarize.js';
export type {
  EvaluationData,
  EvaluationResults,
  ImageSource,
  JudgedCorruption,
  JudgedModel,
  JudgedModelInfo,
  JudgedPerturbation,
} from './results.js';
export { resultsMarkdown } from './results-markdown.js';
export { evaluate, type EvaluateOptions } from './evaluate.js';
export { predict, type PredictedBatch, type PredictOptions } from './predict.js';
export {
  checkLogits,
  checkModelFits,
  describeModelPath,
  loadModelDescription,
  mapClasses,
  modelDescriptionSchema,
  modelFlags,
  openModel,
  openOnnxModel,
  openSavedLogits,
  openSavedModel,
  parseModelDescription,
  parseModelFlags,
  predictorOf,
  recognizeModel,
  type CellLogits,
  type ImagesInfo,
  type ModelDescription,
  type ModelDescriptionInput,
  type ModelFlag,
  type ModelKind,
  type OpenModelOptions,
  type OpenOnnxOptions,
  type SavedLogits,
} from './models/index.js';
export {
  comparisonMarkdown,
  comparisonWarnings,
  publishedDatasets,
  publishedRows,
  type ComparedNumbers,
  type Comparison,
  type MeasuredRow,
  type Provenance,
  type PublishedDataset,
  type PublishedRow,
  type PublishedSource,
} from './published/index.js';
