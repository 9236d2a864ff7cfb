import type { PredictionBatch } from '@augmix/core';

/** True if the label of a row is among the row's `k` largest logits; of equal logits the first is the larger. */
export function isAmongTop({ logits, classes, labels }: PredictionBatch, row: number, k: number): boolean {
  const start = row * classes;
  const label = start + labels[row];
  let above = 0;
  for (let place = start; place < start + classes; place++) {
    if (logits[place] > logits[label] || (logits[place] === logits[label] && place < label)) above++;
  }
  return above < k;
}
