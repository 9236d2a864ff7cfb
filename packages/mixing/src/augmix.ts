import {
  AugmixError,
  type Augmentation,
  type Image,
  type Normalization,
  type Op,
  type OpStep,
  type RandomStream,
  type Size,
} from '@augmix/core';
import type { AugMixTrace } from './augmix-trace.js';
import { beta } from './beta.js';
import { dirichlet } from './dirichlet.js';
import { ChainRunner } from './internal/chain-runner.js';
import { checkArgument, checkInteger, checkPositive } from './internal/check.js';
import { mixFloat32, mixFloat64 } from './internal/mix.js';
import { parseAugMixTrace } from './internal/parse-augmix-trace.js';

/**
 * What {@link augmix} is made of.
 *
 * @example
 * ```ts
 * import type { AugMixSettings } from '@augmix/mixing';
 * import { allAugmixOps } from '@augmix/ops';
 * const forImageNet: AugMixSettings = { ops: allAugmixOps(), severity: 1, fill: 128 };
 * ```
 */
export interface AugMixSettings {
  /** The ops that chains choose from, each equally likely; every one needs `fromSeverity`. */
  ops: readonly Op[];
  /** Strength of the ops, above 0, at most 10 (default 3, the reference's for CIFAR; it takes 1 for ImageNet). */
  severity?: number;
  /** Number of chains, at least 1 (default 3). */
  width?: number;
  /** Number of ops in every chain; 0 or less draws 1, 2 or 3 for each chain (default −1). */
  depth?: number;
  /** Parameter of the Dirichlet and the beta distribution, above 0 (default 1: every mixture is equally likely). */
  alpha?: number;
  /** Level of pixels from outside the image, one or one per channel, in place of the ops' own. */
  fill?: number | readonly number[];
  /** In place of the ops' own. */
  interpolation?: 'bilinear' | 'nearest';
}

/**
 * AugMix with its settings, as {@link augmix} makes it.
 *
 * @example
 * ```ts
 * import { augmix, type AugMix } from '@augmix/mixing';
 * import { augmixOps } from '@augmix/ops';
 * const mixing: AugMix = augmix({ ops: augmixOps() });
 * const text = '{"weights":[1],"mix":0.5,"chains":[[{"op":"posterize","args":{"bits":3}}]]}';
 * mixing.parseTrace(JSON.parse(text)).chains[0].length; // => 1
 * ```
 */
export interface AugMix extends Augmentation<AugMixTrace> {
  /** Checks a trace that was read from a file; throws `TRACE_INVALID` with the place. */
  parseTrace(value: unknown): AugMixTrace;
  /**
   * Writes a view in the mixed precision of the reference's NumPy path (`augment_and_mix.py`): chains are normalised
   * in float64 and summed in a float32 array, the clean share is float64, and so is the result.
   *
   * @throws AugmixError `IMAGE_UNSUPPORTED` or `INVALID_ARGUMENT`, as `render`.
   */
  renderFloat64(image: Image, trace: AugMixTrace, normalization: Normalization, out: Float64Array): void;
}

// Looked up once: a global costs dearly where code runs in a context of its own, as tests do.
const { fround } = Math;

/**
 * AugMix: mixes an image with a mixture of chains of ops, so that the result stays close to the image and is never
 * seen twice. Chains run in 8 bit, the mixture in float32 on normalised values; nothing is quantised again.
 *
 * Numbers are drawn in the order of the reference, so with `numpyStream(seed)` and the nine ops in its order the result
 * of `render` equals, bit for bit, what its `cifar.py` computes after `np.random.seed(seed)`.
 *
 * `render` throws `IMAGE_UNSUPPORTED` when an op changes the size or cannot work on the image, and `INVALID_ARGUMENT`
 * when `out` or the normalisation does not fit. `parseTrace` throws `TRACE_INVALID`.
 *
 * Source: Hendrycks et al., "AugMix: a simple data processing method to improve robustness and uncertainty", ICLR 2020;
 * `cifar.py` and `augment_and_mix.py` of google-research/augmix.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for a setting out of range, `CONFIG_CONFLICT` for an op without `fromSeverity`.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { augmix, numpyStream } from '@augmix/mixing';
 * import { augmixOps } from '@augmix/ops';
 * const mixing = augmix({ ops: augmixOps(), severity: 3 });
 * const image = createImage(32, 32, 3);
 * const trace = mixing.sample(numpyStream(1), image);
 * trace.chains.map((chain) => chain.map(({ op }) => op).join(' ')); // => ['equalize', 'translate_x', 'solarize posterize posterize']
 * const view = new Float32Array(32 * 32 * 3);
 * mixing.render(image, trace, { mean: [0.5], std: [0.5] }, view);
 * view[0]; // => -1
 * ```
 */
export function augmix(settings: AugMixSettings): AugMix {
  const { ops, severity = 3, width = 3, depth = -1, alpha = 1, fill, interpolation } = settings;
  const inRange = Number.isFinite(severity) && severity > 0 && severity <= 10;
  checkArgument(inRange, 'severity', severity, 'a number above 0, at most 10');
  checkInteger('width', width, 1);
  checkInteger('depth', depth, -Infinity);
  checkPositive('alpha', alpha);
  checkArgument(ops.length > 0, 'ops', '[]', 'at least one op');
  ops.forEach(requireLevels);

  const alphas = new Array<number>(width).fill(alpha);
  const byName = new Map(ops.map((op) => [op.name, op]));
  const runner = new ChainRunner(byName);

  const hasSettings = fill !== undefined || interpolation !== undefined;

  // Settings that stand in place of the ops' own, where the op has such an argument.
  function withSettings(args: unknown): unknown {
    if (!hasSettings || typeof args !== 'object' || args === null) return args;
    return {
      ...args,
      ...(fill !== undefined && 'fill' in args && { fill }),
      ...(interpolation !== undefined && 'interpolation' in args && { interpolation }),
    };
  }

  function sampleStep(stream: RandomStream, size: Size): OpStep {
    const op = ops[stream.integer(0, ops.length)];
    return { op: op.name, args: withSettings(op.fromSeverity!(stream, severity, size)) };
  }

  function sampleChain(stream: RandomStream, size: Size): OpStep[] {
    const length = depth > 0 ? depth : stream.integer(1, 4);
    const chain: OpStep[] = [];
    for (let index = 0; index < length; index++) chain.push(sampleStep(stream, size));
    return chain;
  }

  return {
    sample(stream, size) {
      const weights = dirichlet(stream, alphas).map(fround);
      const mix = fround(beta(stream, alpha, alpha));
      return { weights, mix, chains: weights.map(() => sampleChain(stream, size)) };
    },
    render: (image, trace, normalization, out) => mixFloat32(runner, image, trace, normalization, out),
    renderFloat64: (image, trace, normalization, out) => mixFloat64(runner, image, trace, normalization, out),
    parseTrace: (value) => parseAugMixTrace(value, byName),
  };
}

function requireLevels(op: Op, index: number): void {
  if (typeof op.fromSeverity === 'function') return;
  throw new AugmixError(
    'CONFIG_CONFLICT',
    `op "${op.name}" cannot stand in a chain: it does not draw a level from a severity`,
    {
      path: `ops[${index}]`,
      expected: 'ops with fromSeverity, such as rotate',
    },
  );
}
