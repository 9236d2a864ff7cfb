import { input, layers, model, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { AugmixError } from '@augmix/core';
import type { Model, ModelSpec } from '@augmix/core/tensor';
import { BatchNormalization } from './batch-normalization.js';
import { Dropout } from './dropout.js';
import { convolutionInitializer, linearInitializer } from './internal/initializers.js';
import { convolving, rectifiedBefore } from './internal/standard-layers.js';

/** Options of {@link wideResnet}. */
export interface WideResnetOptions {
  /** Number of layers, 6n + 4 for n blocks in each of three groups (default 40). */
  depth?: number;
  /** Factor on the channels of the groups (default 2). */
  widen?: number;
  /** Dropout between the convolutions of a block, in [0, 1) (default 0). */
  dropRate?: number;
  /** Channels of the stem; the groups have 1, 2 and 4 times as many, times `widen` (default 16). */
  width?: number;
  /** Stride of the first convolution (default 1); more makes small, fast networks. */
  stemStride?: number;
}

function check(path: string, value: number, isValid: boolean, expected: string): void {
  if (!isValid) throw new AugmixError('INVALID_ARGUMENT', `invalid ${path} ${value}`, { path, expected });
}

/**
 * Wide residual network with pre-activation blocks, WRN-depth-widen; the default is WRN-40-2 of the AugMix paper with
 * 2 243 546 trainable parameters at 10 classes.
 *
 * PyTorch's conventions throughout: convolutions without bias and with symmetric padding, batch normalisation with
 * epsilon 1e-5, momentum 0.9 and unbiased running variance, convolution weights N(0, 2 / (k² · out)), the last layer
 * U(±1 / √in) with bias 0. Takes any input size and any number of channels; `build` gives a model from
 * `[B, H, W, C]` to logits `[B, classes]`. Equal seeds give equal weights on every backend.
 *
 * @throws AugmixError `INVALID_ARGUMENT` for options out of range.
 * @see Zagoruyko and Komodakis, Wide Residual Networks (2016); `third_party/WideResNet_pytorch` of google-research/augmix.
 *
 * @example
 * ```ts
 * import { wideResnet } from '@augmix/models';
 * const model = wideResnet({ depth: 10, widen: 1 }).build({ inputShape: [32, 32, 3], classes: 10, seed: 1 });
 * model.name; // => 'wide-resnet-10-1'
 * model.outputShape; // => [null, 10]
 * ```
 */
export function wideResnet(options: WideResnetOptions = {}): Model {
  const { depth = 40, widen = 2, dropRate = 0, width = 16, stemStride = 1 } = options;
  const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
  check(
    'depth',
    depth,
    isCount(depth) && depth >= 10 && depth % 6 === 4,
    '6n + 4: 10, 16, 22, 28, 34, 40, …',
  );
  check('widen', widen, isCount(widen), 'a whole number of at least 1');
  check('dropRate', dropRate, dropRate >= 0 && dropRate < 1, 'a number of at least 0 and below 1');
  check('width', width, isCount(width), 'a whole number of at least 1');
  check('stemStride', stemStride, isCount(stemStride), 'a whole number of at least 1');
  return {
    build: (spec) => buildNetwork({ depth, widen, dropRate, width, stemStride }, spec),
  };
}

function buildNetwork(
  options: Required<WideResnetOptions>,
  { inputShape, classes, seed }: ModelSpec,
): LayersModel {
  const { depth, widen, dropRate, width, stemStride } = options;
  // Counts the layers that draw random numbers; part of what a seed means.
  let layerNumber = 0;

  const convolution = (
    x: SymbolicTensor,
    name: string,
    filters: number,
    kernelSize: 1 | 3,
    strides: number,
  ) => {
    const isPadded = kernelSize === 3 && strides > 1;
    // 'same' pads strided convolutions on the far side only; PyTorch pads both.
    const padded = isPadded ? layers.zeroPadding2d({ name: `${name}-pad`, padding: 1 }).apply(x) : x;
    const padding = isPadded ? 'valid' : 'same';
    const layer = layers.conv2d({
      name,
      filters,
      kernelSize,
      strides,
      padding,
      useBias: false,
      kernelInitializer: convolutionInitializer(seed, layerNumber++),
    });
    return convolving(layer, strides, padding).apply(padded) as SymbolicTensor;
  };

  const activated = (x: SymbolicTensor, place: string, number: number | '' = '') => {
    const normalized = new BatchNormalization({ name: `${place}/bn${number}`, rectified: true }).apply(x);
    return rectifiedBefore(layers.reLU({ name: `${place}/relu${number}` })).apply(
      normalized,
    ) as SymbolicTensor;
  };

  const block = (x: SymbolicTensor, place: string, filters: number, strides: number) => {
    const first = activated(x, place, 1);
    const hasShortcut = x.shape.at(-1) !== filters;
    const inner = activated(convolution(first, `${place}/conv1`, filters, 3, strides), place, 2);
    const dropped =
      dropRate > 0
        ? new Dropout({
            name: `${place}/dropout`,
            rate: dropRate,
            streamSeed: seed,
            // The number of the convolution after it: masks and weights are different views of one stream.
            layerNumber,
          }).apply(inner)
        : inner;
    const residual = convolution(dropped as SymbolicTensor, `${place}/conv2`, filters, 3, 1);
    const shortcut = hasShortcut ? convolution(first, `${place}/shortcut`, filters, 1, strides) : x;
    return layers.add({ name: `${place}/add` }).apply([shortcut, residual]) as SymbolicTensor;
  };

  const image = input({ name: 'image', shape: [...inputShape] });
  let x = convolution(image, 'stem', width, 3, stemStride);
  for (const [group, factor] of [1, 2, 4].entries()) {
    for (let index = 0; index < (depth - 4) / 6; index++) {
      const strides = group > 0 && index === 0 ? 2 : 1;
      x = block(x, `group${group + 1}/block${index + 1}`, width * widen * factor, strides);
    }
  }
  const pooled = layers.globalAveragePooling2d({ name: 'head/pool' }).apply(activated(x, 'head'));
  const logits = layers
    .dense({ name: 'head/logits', units: classes, kernelInitializer: linearInitializer(seed, layerNumber++) })
    .apply(pooled) as SymbolicTensor;
  return model({ name: `wide-resnet-${depth}-${widen}`, inputs: image, outputs: logits });
}
