// Turns a layers model of TensorFlow.js into an ONNX graph, layer by layer. Images are channels-last in TensorFlow.js and
// channels-first in ONNX; kernels are turned accordingly.
import { encodeOnnx } from './onnx-file.mjs';

/** Values of a tensor with its axes in another order. */
function transposed(values, shape, order) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const out = new Float32Array(values.length);
  const sides = order.map((axis) => shape[axis]);
  const steps = order.map((axis) => strides[axis]);
  const place = new Array(shape.length).fill(0);
  for (let to = 0; to < out.length; to++) {
    out[to] = values[place.reduce((sum, index, axis) => sum + index * steps[axis], 0)];
    for (let axis = place.length - 1; axis >= 0 && ++place[axis] === sides[axis]; axis--) place[axis] = 0;
  }
  return { shape: sides, data: out };
}

/** The operators of one layer: how it is written in ONNX. Each gets its inputs' names and gives nodes and weights. */
const converters = {
  Conv2D: ({ config, inputs: [x], name, tensors: { kernel, bias } }) => ({
    nodes: [
      {
        type: 'Conv',
        inputs: [x, `${name}/kernel`, ...(bias ? [`${name}/bias`] : [])],
        outputs: [name],
        attributes: {
          strides: config.strides,
          dilations: config.dilationRate,
          // TensorFlow's rule: what an even pad leaves over goes to the bottom and the right.
          auto_pad: config.padding === 'same' ? 'SAME_UPPER' : 'VALID',
        },
      },
    ],
    weights: [
      { name: `${name}/kernel`, ...transposed(kernel.data, kernel.shape, [3, 2, 0, 1]) },
      ...(bias ? [{ name: `${name}/bias`, ...bias }] : []),
    ],
  }),
  ZeroPadding2D: ({ config, inputs: [x], name }) => {
    const [[top, bottom], [left, right]] = config.padding;
    const pads = [0, 0, top, left, 0, 0, bottom, right];
    return {
      nodes: [{ type: 'Pad', inputs: [x, `${name}/pads`], outputs: [name] }],
      weights: [{ name: `${name}/pads`, shape: [8], data: BigInt64Array.from(pads, BigInt) }],
    };
  },
  BatchNormalization: ({ config, inputs: [x], name, tensors }) => {
    const parts = ['gamma', 'beta', 'moving_mean', 'moving_variance'];
    return {
      nodes: [
        {
          type: 'BatchNormalization',
          inputs: [x, ...parts.map((part) => `${name}/${part}`)],
          outputs: [name],
          attributes: { epsilon: { float: config.epsilon } },
        },
      ],
      weights: parts.map((part) => ({ name: `${name}/${part}`, ...tensors[part] })),
    };
  },
  ReLU: ({ inputs, name }) => ({ nodes: [{ type: 'Relu', inputs, outputs: [name] }] }),
  Add: ({ inputs, name }) => ({ nodes: [{ type: 'Add', inputs, outputs: [name] }] }),
  Dropout: ({ inputs, name }) => ({ nodes: [{ type: 'Identity', inputs, outputs: [name] }] }),
  GlobalAveragePooling2D: ({ inputs, name }) => ({
    nodes: [
      { type: 'GlobalAveragePool', inputs, outputs: [`${name}/pooled`] },
      { type: 'Flatten', inputs: [`${name}/pooled`], outputs: [name], attributes: { axis: 1 } },
    ],
  }),
  Dense: ({ inputs: [x], name, tensors: { kernel, bias } }) => ({
    nodes: [{ type: 'Gemm', inputs: [x, `${name}/kernel`, `${name}/bias`], outputs: [name] }],
    weights: [
      { name: `${name}/kernel`, ...kernel },
      { name: `${name}/bias`, ...bias },
    ],
  }),
};

async function readTensors(layer) {
  const tensors = {};
  for (const weight of layer.weights) {
    const part = weight.originalName.split('/').at(-1);
    tensors[part] = { shape: weight.shape, data: Float32Array.from(await weight.read().data()) };
  }
  return tensors;
}

/**
 * Encodes a network of convolutions, batch normalisations, ReLUs, additions, average pooling and dense layers as ONNX.
 *
 * @param {import('@tensorflow/tfjs-layers').LayersModel} model channels last
 * @param {{ batch?: number, layout?: 'nchw' | 'nhwc' }} [options] a fixed batch; the layout of the input (default nchw)
 * @returns {Promise<Uint8Array>} input `image`, output `logits`
 */
export async function networkToOnnx(model, { batch, layout = 'nchw' } = {}) {
  const [, height, width, channels] = model.inputs[0].shape;
  const rows = batch ?? 'batch';
  const isTurned = layout === 'nhwc';
  const nodes = [];
  const weights = [];
  if (isTurned) {
    nodes.push({
      type: 'Transpose',
      inputs: ['image'],
      outputs: ['turned'],
      attributes: { perm: [0, 3, 1, 2] },
    });
  }
  const valueOf = new Map();
  for (const layer of model.layers) {
    const type = layer.getClassName();
    const [inbound] = layer.inboundNodes;
    if (type === 'InputLayer') {
      valueOf.set(layer.name, isTurned ? 'turned' : 'image');
      continue;
    }
    const convert = converters[type];
    if (!convert) throw new Error(`the layer "${layer.name}" is a ${type}, which is not converted`);
    const converted = convert({
      config: layer.getConfig(),
      inputs: inbound.inboundLayers.map(({ name }) => valueOf.get(name)),
      name: layer.name,
      tensors: await readTensors(layer),
    });
    nodes.push(...converted.nodes);
    weights.push(...(converted.weights ?? []));
    valueOf.set(layer.name, layer.name);
  }
  nodes.push({ type: 'Identity', inputs: [model.outputs[0].sourceLayer.name], outputs: ['logits'] });
  const classes = model.outputs[0].shape[1];
  return encodeOnnx({
    name: model.name,
    inputs: [
      { name: 'image', shape: isTurned ? [rows, height, width, channels] : [rows, channels, height, width] },
    ],
    outputs: [{ name: 'logits', shape: [rows, classes] }],
    nodes,
    weights,
  });
}
