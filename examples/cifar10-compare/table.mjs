// The table of a comparison, as Markdown.

/** What a method is called. */
const titles = {
  none: 'none, not even flips and crops',
  standard: 'standard: flips and crops',
  cutout: 'Cutout',
  mixup: 'Mixup',
  cutmix: 'CutMix',
  autoaugment: 'AutoAugment*',
  'augmix-no-jsd': 'AugMix without the Jensen–Shannon loss',
  augmix: 'AugMix',
};

const columns = [
  { title: 'clean error', of: ({ clean }) => clean.error },
  { title: 'mean corruption error', of: ({ corruptions }) => corruptions.meanCorruptionError },
  { title: 'RMS calibration error, clean', of: ({ clean }) => clean['rms-calibration-error'] },
  {
    title: 'RMS calibration error, corrupted',
    of: ({ corruptions }) => corruptions.metrics['rms-calibration-error'],
  },
];

const percent = (value) => value.toFixed(2);

/** A number with its interval, and a dash where the metric is not defined. */
function cell({ value, interval }, isBest) {
  if (value === null) return '–';
  const number = isBest ? `**${percent(value)} %**` : `${percent(value)} %`;
  return interval ? `${number} (${interval.map(percent).join('–')})` : number;
}

function duration(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** What all runs share, in sentences. */
function description([first]) {
  const { data, models } = first;
  const { config, network, trainableParameters, checkpoint } = models[0].run;
  const { model, trainer } = config;
  const { epochs, batchSize } = trainer;
  const count = (number) => number.toLocaleString('en');
  const stem = model.stemStride > 1 ? `stem stride ${model.stemStride}, ` : '';
  const kept = config.trainImages ? `${count(config.trainImages)} training images of ` : '';
  return (
    `${network} (${stem}${count(trainableParameters)} parameters), ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ` +
    `${kept}\`${config.dataset.type}\` in batches of ${batchSize}, ${count(checkpoint.totalSteps)} steps, seed ` +
    `${config.seed}, for each method. Judged on ${count(data.images)} test images, clean and under ` +
    `${data.corruptions.names.length} corruptions at ${data.corruptions.severities.length} severities.`
  );
}

/**
 * A row per method.
 *
 * @param {Map<string, object>} all results.json of each method
 */
export function comparisonTable(all) {
  const judged = [...all].map(([method, { models, judged }]) => ({
    title: titles[method] ?? method,
    seconds: models[0].run.trainingSeconds,
    values: columns.map(({ of }) => of(judged[models[0].name])),
  }));
  const best = columns.map((_, column) =>
    Math.min(...judged.map(({ values }) => values[column].value ?? Infinity)),
  );
  const rows = judged.map(({ title, values, seconds }) => [
    title,
    ...values.map((value, column) => cell(value, judged.length > 1 && value.value === best[column])),
    duration(seconds),
  ]);
  const head = ['', ...columns.map(({ title }) => title), 'training'];
  const rule = ['---', ...head.slice(1).map(() => '---:')];
  const table = [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  return `${description([...all.values()])}\n\n${table}\n`;
}
