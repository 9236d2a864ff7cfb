export { createBatchMaker, type BatchMaker } from './batch-maker.js';
export {
  createPipeline,
  type Batch,
  type BatchPlan,
  type Pipeline,
  type PipelineOptions,
} from './pipeline.js';
export type { BatchRequest, PipelineSpec, ViewShape } from './pipeline-spec.js';
export { refuseInlinePlugins } from './refuse-inline-plugins.js';
