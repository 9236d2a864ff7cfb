// Looked up once: a global costs dearly where code runs in a context of its own, as tests do.
const { exp, log } = Math;

/** Place of a row's largest logit, of equal ones the first. */
export function argmax(logits: Float32Array, start: number, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if (logits[start + index] > logits[start + best]) best = index;
  }
  return best;
}

function sumOfExponentials(logits: Float32Array, start: number, classes: number, largest: number): number {
  let sum = 0;
  for (let place = start; place < start + classes; place++) sum += exp(logits[place] - largest);
  return sum;
}

/** Softmax probability of a row's class `best`, its {@link argmax}: its confidence. */
export function probabilityOfBest(
  logits: Float32Array,
  start: number,
  classes: number,
  best: number,
): number {
  return 1 / sumOfExponentials(logits, start, classes, logits[start + best]);
}

/** The logarithm of Σ exp(logit) of a row, in float64 and safe from overflow. */
export function logSumExp(logits: Float32Array, start: number, classes: number): number {
  const largest = logits[start + argmax(logits, start, classes)];
  return log(sumOfExponentials(logits, start, classes, largest)) + largest;
}
