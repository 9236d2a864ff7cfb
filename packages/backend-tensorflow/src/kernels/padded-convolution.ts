import {
  backend_util,
  getKernel,
  pad,
  slice,
  tidy,
  type KernelConfig,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

type Shape = [number, number, number, number];

/** What the three kernels of a convolution have in common. */
interface Attributes {
  strides: number | [number, number];
  pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  dataFormat: 'NHWC' | 'NCHW';
  dilations?: number | [number, number];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  filterShape?: Shape;
  inputShape?: Shape;
}

type Arguments = Parameters<KernelConfig['kernelFunc']>[0];

/** Runs tfjs-node's kernel for tensors that were padded before. */
type OnPadded = (args: { inputs: Record<string, Tensor>; attrs: Attributes }) => Tensor;

const stock = new Map<string, KernelConfig>();

/**
 * A kernel of convolutions that also takes paddings in numbers, which tfjs-node refuses: it pads first.
 *
 * @returns undefined where tfjs-node's own kernel is not registered
 */
function paddedKernel(
  kernelName: string,
  shapes: (args: Arguments) => { image: Shape; filter: Shape },
  compute: (args: Arguments, padding: Padding, run: OnPadded) => Tensor,
): () => KernelConfig | undefined {
  const config: KernelConfig = {
    kernelName,
    backendName: 'tensorflow',
    kernelFunc(args) {
      const { kernelFunc } = stock.get(kernelName)!;
      const attributes = args.attrs as unknown as Attributes;
      if (typeof attributes.pad === 'string') return kernelFunc(args);
      const { image, filter } = shapes(args);
      const padding = paddingOf(image, filter, attributes);
      return tidy(() =>
        compute(
          args,
          padding,
          ({ inputs, attrs }) =>
            kernelFunc({ inputs, attrs: attrs as never, backend: args.backend }) as unknown as Tensor,
        ),
      );
    },
  };
  return () => {
    const present: KernelConfig | undefined = getKernel(kernelName, 'tensorflow');
    if (present && present !== config) stock.set(kernelName, present);
    return stock.has(kernelName) ? config : undefined;
  };
}

type Padding = [height: [number, number], width: [number, number]];

function paddingOf(image: Shape, filter: Shape, attributes: Attributes): Padding {
  const { strides, dilations = 1, pad: wanted, dimRoundingMode, dataFormat } = attributes;
  const format = backend_util.convertConv2DDataFormat(dataFormat);
  const { padInfo } = backend_util.computeConv2DInfo(
    image,
    filter,
    strides,
    dilations,
    wanted,
    dimRoundingMode,
    false,
    format,
  );
  return [
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
  ];
}

const isChannelsLast = ({ dataFormat }: Attributes): boolean => dataFormat === 'NHWC';

const amounts = ([height, width]: Padding, attributes: Attributes): [number, number][] =>
  isChannelsLast(attributes) ? [[0, 0], height, width, [0, 0]] : [[0, 0], [0, 0], height, width];

const padded = (x: Tensor, padding: Padding, attributes: Attributes): Tensor =>
  pad(
    x as Tensor4D,
    amounts(padding, attributes) as [[number, number], [number, number], [number, number], [number, number]],
  );

const attributesOf = ({ attrs }: Arguments): Attributes => attrs as unknown as Attributes;
const input = ({ inputs }: Arguments, name: string): Tensor => inputs[name] as unknown as Tensor;

const conv2d = paddedKernel(
  'Conv2D',
  (args) => ({ image: input(args, 'x').shape as Shape, filter: input(args, 'filter').shape as Shape }),
  (args, padding, run) => {
    const attributes = attributesOf(args);
    const x = padded(input(args, 'x'), padding, attributes);
    return run({ inputs: { x, filter: input(args, 'filter') }, attrs: { ...attributes, pad: 'valid' } });
  },
);

const conv2dBackpropFilter = paddedKernel(
  'Conv2DBackpropFilter',
  (args) => ({ image: input(args, 'x').shape as Shape, filter: attributesOf(args).filterShape! }),
  (args, padding, run) => {
    const attributes = attributesOf(args);
    const x = padded(input(args, 'x'), padding, attributes);
    return run({ inputs: { x, dy: input(args, 'dy') }, attrs: { ...attributes, pad: 'valid' } });
  },
);

const conv2dBackpropInput = paddedKernel(
  'Conv2DBackpropInput',
  (args) => ({ image: attributesOf(args).inputShape!, filter: input(args, 'filter').shape as Shape }),
  (args, padding, run) => {
    const attributes = attributesOf(args);
    const shape = attributes.inputShape!;
    const sides = amounts(padding, attributes);
    const inputShape = shape.map((side, axis) => side + sides[axis][0] + sides[axis][1]) as Shape;
    const inputs = { dy: input(args, 'dy'), filter: input(args, 'filter') };
    const dx = run({ inputs, attrs: { ...attributes, inputShape, pad: 'valid' } });
    return slice(
      dx as Tensor4D,
      sides.map(([before]) => before),
      shape,
    );
  },
);

/** The kernels that also pad by numbers, of those that tfjs-node has registered. */
export const paddedConvolutions = (): KernelConfig[] =>
  [conv2d, conv2dBackpropFilter, conv2dBackpropInput]
    .map((find) => find())
    .filter((config) => config !== undefined);
