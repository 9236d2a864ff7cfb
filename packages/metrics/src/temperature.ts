import { AugmixError } from '@augmix/core';
import { checkBatch, checkLogits, noPredictions } from './internal/check-batch.js';
import { argmax } from './internal/softmax.js';

const { exp, log } = Math;

/** Options of {@link fitTemperature}. */
export interface TemperatureOptions {
  /** Lowest temperature (default 0.2). */
  lower?: number;
  /** Highest temperature (default 5). */
  upper?: number;
  /** How exactly the temperature is found (default 0.0001). */
  tolerance?: number;
}

/**
 * The temperature T for which softmax(logits / T) has the least mean negative log-likelihood, by bisection on the
 * derivative. Fit it on held-out images, never on those that are judged. At a limit of the range the best temperature may
 * lie beyond.
 *
 * `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` as {@link error}, and when a label has a logit of −∞; `INVALID_ARGUMENT` for an
 * invalid option
 * @see `tune_temp` in utils/calibration_tools.py of hendrycks/outlier-exposure; Guo et al.: On calibration of modern neural
 * networks (ICML 2017)
 * @example
 * ```ts
 * import { fitTemperature } from '@augmix/metrics';
 * const isRight = [0, 0, 0, 1];
 * const logits = Float32Array.of(4, 0, 4, 0, 4, 0, 4, 0);
 * fitTemperature(logits, isRight, 2).toFixed(2); // => '3.64'
 * (4 / Math.log(3)).toFixed(2); // => '3.64'
 * ```
 */
export function fitTemperature(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  { lower = 0.2, upper = 5, tolerance = 1e-4 }: TemperatureOptions = {},
): number {
  if (!(lower > 0 && upper > lower && upper < Infinity && tolerance > 0)) {
    throw new AugmixError('INVALID_ARGUMENT', `lower ${lower}, upper ${upper}, tolerance ${tolerance}`, {
      expected: '0 < lower < upper, and a tolerance above 0',
    });
  }
  const rows = checkBatch({ logits, classes, labels });
  if (rows === 0) throw noPredictions();
  for (let row = 0; row < rows; row++) {
    if (logits[row * classes + labels[row]] === -Infinity) {
      throw new AugmixError('LOGITS_INVALID', "the label's logit is -Infinity", { path: `logits[${row}]` });
    }
  }
  const at = (temperature: number) => likelihood(logits, labels, classes, temperature);
  while (upper - lower > tolerance) {
    const middle = (lower + upper) / 2;
    // Where floating point has no number between the two, it cannot be found more exactly.
    if (middle === lower || middle === upper) break;
    if (at(middle).slope > 0) upper = middle;
    else lower = middle;
  }
  const candidates = [lower, (lower + upper) / 2, upper];
  const losses = candidates.map((temperature) => at(temperature).loss);
  return candidates[losses.indexOf(Math.min(...losses))];
}

/** Mean negative log-likelihood at a temperature, and its derivative's sign: Σ (z of the label − Σ p z). */
function likelihood(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  temperature: number,
): { loss: number; slope: number } {
  let loss = 0;
  let slope = 0;
  for (let row = 0; row < labels.length; row++) {
    const start = row * classes;
    const largest = logits[start + argmax(logits, start, classes)];
    let sum = 0;
    let weighted = 0;
    for (let place = start; place < start + classes; place++) {
      const below = logits[place] - largest;
      const weight = exp(below / temperature);
      sum += weight;
      // What is ruled out adds nothing: 0 · −∞ would be NaN.
      if (weight > 0) weighted += weight * below;
    }
    const labelBelow = logits[start + labels[row]] - largest;
    loss += log(sum) - labelBelow / temperature;
    slope += labelBelow - weighted / sum;
  }
  return { loss: loss / labels.length, slope };
}

/**
 * Logits divided by a temperature. `logits` is `[count, classes]`.
 *
 * @throws AugmixError `LOGITS_INVALID` for logits that are not numbers, `INVALID_ARGUMENT` for a temperature that is not
 * above 0
 * @example
 * ```ts
 * import { scaleLogits } from '@augmix/metrics';
 * [...scaleLogits(Float32Array.of(4, 2), 2, 2)]; // => [2, 1]
 * ```
 */
export function scaleLogits(logits: Float32Array, temperature: number, classes: number): Float32Array {
  checkLogits(logits, classes);
  if (!(temperature > 0 && temperature < Infinity)) {
    throw new AugmixError('INVALID_ARGUMENT', `temperature is ${temperature}`, {
      path: 'temperature',
      expected: 'a number above 0',
    });
  }
  return logits.map((logit) => logit / temperature);
}
