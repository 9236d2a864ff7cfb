// Runs in a worker thread: corrupts chunks of a data set.
import { answerTasks } from '../threads/answer-tasks.js';
import { ChunkMaker, type ChunkRequest, type ChunkSpec } from './chunk-maker.js';

export const run = answerTasks(async (registry, spec: ChunkSpec) => {
  const maker = await ChunkMaker.create(registry, spec);
  return (request: ChunkRequest) => maker.make(request);
});
