import { AugmixError } from '@augmix/core';
import { formatShape } from './input-plan.js';

const { abs, fround, log, max } = Math;

/** Smallest normal float32: what a probability of 0 is taken for, so that logarithms stay finite. */
const smallest = 2 ** -126;
const tolerance = 1e-2;

/** How many classes an output `[batch, classes]` has; axes of length 1 besides are let through. */
export function classesOf(shape: readonly number[], batch: number, file: string): number {
  const sides = shape.slice(1).filter((side) => side !== 1);
  if (shape.length >= 2 && shape[0] === batch && sides.length === 1) return sides[0];
  throw new AugmixError(
    'MODEL_INVALID',
    `the model's output for ${batch} images has the shape ${formatShape(shape)}`,
    {
      file,
      expected: `[${batch}, classes]`,
    },
  );
}

/** Whether every row is a distribution, which logits are by accident only. */
export function areProbabilities(values: Float32Array, classes: number, rowTolerance = 1e-3): boolean {
  for (let start = 0; start < values.length; start += classes) {
    let sum = 0;
    for (let place = start; place < start + classes; place++) {
      if (!(values[place] >= -rowTolerance)) return false;
      sum += values[place];
    }
    if (!(abs(sum - 1) <= rowTolerance)) return false;
  }
  return true;
}

/** The logarithms of probabilities, which are logits. */
export function logOf(values: Float32Array, classes: number, file: string): Float32Array {
  if (!areProbabilities(values, classes, tolerance) && values.every(Number.isFinite)) {
    throw new AugmixError(
      'MODEL_MISMATCH',
      'the outputs are no probabilities: they are negative or their sum is not 1',
      {
        file,
        path: 'outputs',
        suggestion: 'say "outputs: logits"',
      },
    );
  }
  return values.map((value) => fround(log(max(value, smallest))));
}

/** Columns of `[count, classes]` in another order. */
export function selectColumns(
  values: Float32Array,
  classes: number,
  columns: readonly number[],
): Float32Array {
  const count = values.length / classes;
  const selected = new Float32Array(count * columns.length);
  for (let row = 0; row < count; row++) {
    for (let place = 0; place < columns.length; place++) {
      selected[row * columns.length + place] = values[row * classes + columns[place]];
    }
  }
  return selected;
}
