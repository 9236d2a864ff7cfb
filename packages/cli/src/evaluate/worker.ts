// Runs in a worker thread: shows images to networks.
import { answerTasks } from '../threads/answer-tasks.js';
import { Evaluator, type EvaluatorSpec, type EvaluatorTask } from './evaluator.js';

export const run = answerTasks(async (registry, spec: EvaluatorSpec) => {
  const evaluator = await Evaluator.open(registry, spec);
  return (task: EvaluatorTask) => evaluator.run(task);
});
