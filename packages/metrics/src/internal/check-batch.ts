import { AugmixError, type PredictionBatch } from '@augmix/core';

function invalid(message: string, path: string, expected: string): AugmixError {
  return new AugmixError('LOGITS_INVALID', message, { path, expected });
}

/** The error of a metric that has seen nothing. */
export const noPredictions = (): AugmixError =>
  new AugmixError('LOGITS_INVALID', 'there are no predictions to judge', { expected: 'at least one' });

/** Checks the rows of logits and returns how many there are. */
export function checkLogits(logits: Float32Array, classes: number, path = 'logits'): number {
  if (!Number.isInteger(classes) || classes < 1) {
    throw invalid(`invalid number of classes ${classes}`, 'classes', 'a whole number of at least 1');
  }
  if (logits.length % classes !== 0) {
    throw invalid(`${logits.length} logits`, path, `a multiple of ${classes} classes`);
  }
  const rows = logits.length / classes;
  for (let row = 0, place = 0; row < rows; row++) {
    let isPossible = false;
    for (let index = 0; index < classes; index++, place++) {
      const value = logits[place];
      // +∞ has no softmax; −∞ rules a class out and is fine.
      if (!(value < Infinity)) {
        throw invalid(`logit is ${value}`, `${path}[${row}][${index}]`, 'a number below infinity');
      }
      if (value > -Infinity) isPossible = true;
    }
    if (!isPossible) throw invalid('every logit is -Infinity', `${path}[${row}]`, 'at least one number');
  }
  return rows;
}

/** Checks a batch of predictions and returns the number of rows. */
export function checkBatch({ logits, classes, labels }: PredictionBatch): number {
  const rows = checkLogits(logits, classes);
  if (labels.length !== rows)
    throw invalid(`${labels.length} labels`, 'labels', `${rows}, one for each row of logits`);
  for (let row = 0; row < rows; row++) {
    const label = labels[row];
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw invalid(`invalid label ${label}`, `labels[${row}]`, `a whole number from 0 to ${classes - 1}`);
    }
  }
  return rows;
}
