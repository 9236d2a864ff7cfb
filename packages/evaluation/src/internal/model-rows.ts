import type { JudgedModelInfo } from '../results.js';

/** What is known of the models, one row per fact; facts that no model has are left out. */
export function modelRows(models: readonly JudgedModelInfo[]): { title: string; cells: string[] }[] {
  const facts: [string, (model: JudgedModelInfo) => string | undefined][] = [
    ['model', describeModel],
    ['augmentation', describeAugmentation],
    ['views', ({ run }) => run?.config.views.join(', ')],
    ['loss', ({ run }) => run?.config.loss.type],
    ['training', describeTraining],
    ['checkpoint', ({ run }) => run && `step ${run.checkpoint.step} of ${run.checkpoint.totalSteps}`],
    ['preprocessing', ({ preprocessing }) => preprocessing && JSON.stringify(preprocessing)],
  ];
  return facts
    .map(([title, fact]) => ({ title, cells: models.map((model) => fact(model) ?? '–') }))
    .filter(({ cells }) => cells.some((cell) => cell !== '–'));
}

const kinds: Record<JudgedModelInfo['kind'], string> = {
  run: 'run',
  layers: 'TensorFlow.js layers model',
  graph: 'TensorFlow.js graph model',
  onnx: 'ONNX model',
  logits: 'saved logits',
  ensemble: 'ensemble',
};

function describeModel({ kind, source, run, members }: JudgedModelInfo): string {
  if (members) return `average of ${members.join(', ')}`;
  if (!run) return `${kinds[kind]} ${source ?? ''}`.trimEnd();
  return `${run.network}, ${run.trainableParameters.toLocaleString('en')} parameters`;
}

function describeTraining({ run }: JudgedModelInfo): string | undefined {
  if (!run) return undefined;
  const { epochs } = run.config.trainer;
  return `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}, ${run.trainingSeconds} s, seed ${run.config.seed}`;
}

function describeAugmentation({ run }: JudgedModelInfo): string | undefined {
  if (!run) return undefined;
  const { views, augmentation, batchAugmentation } = run.config;
  const names = [views.includes('augmented') && augmentation.type, batchAugmentation?.type];
  return names.filter(Boolean).join(' and ') || 'none';
}
