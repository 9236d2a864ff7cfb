// The part of the ONNX file format that a convolutional network needs. An ONNX file is one protobuf message; a field is a
// tag (number and wire type) and a value. Field numbers are those of onnx.proto3.
const elementTypes = { float32: 1, uint8: 2, int64: 7, float16: 10, float64: 11 };
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 };
const text = new TextEncoder();

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const more = rest > 127n;
    bytes.push(Number(rest & 127n) | (more ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return bytes;
}

const integer = (field, value) => Uint8Array.from([...varint(field << 3), ...varint(value)]);
const bytes = (field, value) => [
  Uint8Array.from([...varint((field << 3) | 2), ...varint(value.length)]),
  value,
];
const string = (field, value) => bytes(field, text.encode(value));
const message = (field, ...parts) => bytes(field, join(parts));

function float(field, value) {
  const out = new Uint8Array(5);
  out[0] = (field << 3) | 5;
  new DataView(out.buffer).setFloat32(1, value, true);
  return out;
}

function join(parts) {
  const all = parts.flat(Infinity);
  const out = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of all) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

function attribute(name, value) {
  // 1.5 is a float, 2 an integer; a float that is whole is written { float: 1 }.
  const [kind, given] =
    typeof value === 'string'
      ? ['string', value]
      : Array.isArray(value)
        ? ['ints', value]
        : typeof value === 'object'
          ? ['float', value.float]
          : Number.isInteger(value)
            ? ['int', value]
            : ['float', value];
  const encoded = {
    string: () => string(4, given),
    ints: () => given.map((each) => integer(8, each)),
    int: () => integer(3, given),
    float: () => float(2, given),
  }[kind]();
  return message(5, string(1, name), encoded, integer(20, attributeTypes[kind]));
}

function node({ type, inputs, outputs, attributes = {} }) {
  return message(
    1,
    inputs.map((name) => string(1, name)),
    outputs.map((name) => string(2, name)),
    string(4, type),
    Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  );
}

function tensor({ name, shape, data }) {
  const type = { Float32Array: 'float32', BigInt64Array: 'int64' }[data[Symbol.toStringTag]];
  return message(
    5,
    shape.map((side) => integer(1, side)),
    integer(2, elementTypes[type]),
    string(8, name),
    bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

/** A length is a number, or a name where it is open. */
function value(field, { name, shape, type = 'float32' }) {
  const dimensions = shape.map((side) =>
    message(1, typeof side === 'number' ? integer(1, side) : string(2, side)),
  );
  return message(
    field,
    string(1, name),
    message(2, message(1, integer(1, elementTypes[type]), message(2, dimensions))),
  );
}

/**
 * Encodes a network as an ONNX file (IR version 8, operator set 13).
 *
 * @param {{
 *   name: string,
 *   inputs: { name: string, shape: (number | string)[], type?: string }[],
 *   outputs: { name: string, shape: (number | string)[], type?: string }[],
 *   nodes: { type: string, inputs: string[], outputs: string[], attributes?: Record<string, unknown> }[],
 *   weights: { name: string, shape: number[], data: Float32Array | BigInt64Array }[],
 * }} graph
 */
export function encodeOnnx({ name, inputs, outputs, nodes, weights }) {
  return join([
    integer(1, 8),
    string(2, 'augmix example'),
    message(
      7,
      nodes.map(node),
      string(2, name),
      weights.map(tensor),
      inputs.map((each) => value(11, each)),
      outputs.map((each) => value(12, each)),
    ),
    message(8, string(1, ''), integer(2, 13)),
  ]);
}
