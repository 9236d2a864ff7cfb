import { AugmixError, type PredictionBatch } from '@augmix/core';

function invalid(message: string, path: string, expected: string): AugmixError {
  return new AugmixError('INVALID_ARGUMENT', message, { path, expected });
}

/** Checks the rows of logits and returns how many there are. */
export function checkLogits(logits: Float32Array, classes: number, path = 'logits'): number {
  if (!Number.isInteger(classes) || classes < 1) {
    throw invalid(`invalid number of classes ${classes}`, 'classes', 'a whole number of at least 1');
  }
  if (logits.length % classes !== 0) {
    throw invalid(`${logits.length} logits`, path, `a multiple of ${classes} classes`);
  }
  // +∞ has no softmax; −∞ rules a class out and is fine.
  const place = logits.findIndex((value) => Number.isNaN(value) || value === Infinity);
  if (place >= 0) {
    const row = Math.floor(place / classes);
    throw invalid(
      `logit is ${logits[place]}`,
      `${path}[${row}][${place - row * classes}]`,
      'a number below infinity',
    );
  }
  return logits.length / classes;
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
