import {
  add,
  avgPool,
  concat,
  customGrad,
  mean,
  mul,
  neg,
  relu,
  reshape,
  rsqrt,
  split,
  squaredDifference,
  sub,
  zeros,
  zerosLike,
  type Rank,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import type { BatchNormTrainingAttributes } from '@augmix/core/tensor';

/** Images flattened to rows, so that a channel vector repeated over all pixels broadcasts along one long axis. */
interface Rows {
  shape: [batch: number, pixelsTimesChannels: number];
  pixels: number;
  channels: number;
}

function rowsOf(x: Tensor): Rows {
  const channels = x.shape[x.rank - 1];
  const pixels = x.shape.slice(1, -1).reduce((product, side) => product * side, 1);
  return { shape: [x.shape[0], pixels * channels], pixels, channels };
}

// Backends broadcast a vector of 16 channels in loops of 16; one copy per pixel makes the loop long (3 times faster on
// WebAssembly) and costs nothing beside a pass over the batch.
function repeatOverPixels(vector: Tensor, { pixels, channels }: Rows): Tensor {
  return reshape(add(zeros([pixels, channels]), vector), [pixels * channels]);
}

// Average pooling sums over pixels in vector code everywhere; `mean` transposes first (15 times slower on WebAssembly).
function channelMean(x: Tensor, { shape: [batch], pixels, channels }: Rows): Tensor1D {
  const pooled = avgPool(reshape<Rank.R4>(x, [batch, pixels, 1, channels]), [pixels, 1], 1, 'valid');
  return mean(reshape(pooled, [batch, channels]), 0);
}

/** x · scale + shift per channel, for `x` of any rank with channels last. */
export function scaleAndShift<T extends Tensor>(x: T, scale: Tensor, shift: Tensor): T {
  const rows = rowsOf(x);
  const scaled = mul(reshape(x, rows.shape), repeatOverPixels(scale, rows));
  return reshape(add(scaled, repeatOverPixels(shift, rows)), x.shape) as T;
}

/**
 * Batch normalisation with the statistics of the batch, composed from ordinary ops: what a fused kernel must give.
 * The gradient is analytic, a few passes over the batch where automatic differentiation takes about twenty; only `x` is
 * kept for it.
 */
export function composedBatchNorm(
  x: Tensor,
  gamma: Tensor1D,
  beta: Tensor1D,
  { epsilon, relu: rectifies }: BatchNormTrainingAttributes,
): [output: Tensor, mean: Tensor1D, variance: Tensor1D] {
  const rows = rowsOf(x);
  const [average, variance] = split<Tensor1D>(batchStatistics(x, rows), 2);
  const normalize = customGrad((...args) => {
    const save = args.pop() as unknown as (tensors: Tensor[]) => void;
    const [x, gamma, beta] = args as Tensor[];
    const inverse = rsqrt(add(variance, epsilon));
    const scale = mul(gamma, inverse);
    save([x, average, inverse, scale]);
    return {
      value: scaleAndShift(x, scale, sub(beta, mul(average, scale))),
      gradFunc: (dy: Tensor, saved: Tensor[]) => gradients(dy, saved, rows),
    };
  });
  const normalized = normalize(x, gamma, beta);
  return [rectifies ? relu(normalized) : normalized, average, variance];
}

/** Mean and biased variance per channel, one after the other: constants for differentiation, so nothing is kept. */
function batchStatistics(x: Tensor, rows: Rows): Tensor1D {
  const statistics = customGrad((x) => {
    const average = channelMean(x as Tensor, rows);
    const spread = squaredDifference(reshape(x as Tensor, rows.shape), repeatOverPixels(average, rows));
    return { value: concat([average, channelMean(spread, rows)]), gradFunc: () => zerosLike(x as Tensor) };
  });
  return statistics(x);
}

// dx = scale · (dy − mean(dy) − (x − average) · inverse² · mean(dy · (x − average)))
function gradients(dy: Tensor, [x, average, inverse, scale]: Tensor[], rows: Rows): Tensor[] {
  const count = rows.shape[0] * rows.pixels;
  const flatDy = reshape(dy, rows.shape);
  const centred = sub(reshape(x, rows.shape), repeatOverPixels(average, rows));
  const meanDy = channelMean(dy, rows);
  const meanProduct = channelMean(mul(flatDy, centred), rows);
  const slope = neg(mul(scale, mul(mul(inverse, inverse), meanProduct)));
  const towardsDy = mul(flatDy, repeatOverPixels(scale, rows));
  const towardsX = mul(centred, repeatOverPixels(slope, rows));
  const dx = sub(add(towardsDy, towardsX), repeatOverPixels(mul(scale, meanDy), rows));
  const sumProduct = mul(meanProduct, count);
  return [reshape(dx, x.shape), mul(sumProduct, inverse), mul(meanDy, count)];
}
