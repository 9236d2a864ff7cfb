import { AugmixError } from '@augmix/core';

const types = {
  bool: { descr: '|b1', array: Uint8Array },
  uint8: { descr: '|u1', array: Uint8Array },
  int8: { descr: '|i1', array: Int8Array },
  uint16: { descr: '<u2', array: Uint16Array },
  int16: { descr: '<i2', array: Int16Array },
  uint32: { descr: '<u4', array: Uint32Array },
  int32: { descr: '<i4', array: Int32Array },
  uint64: { descr: '<u8', array: BigUint64Array },
  int64: { descr: '<i8', array: BigInt64Array },
  // No array holds halves everywhere; they are decoded to float32, which holds each of them.
  float16: { descr: '<f2', array: Uint16Array },
  float32: { descr: '<f4', array: Float32Array },
  float64: { descr: '<f8', array: Float64Array },
} as const;

/** NumPy's name of an element type. */
export type NpyDtype = keyof typeof types;

/** A typed array that an npy file can hold. */
export type NpyData = InstanceType<(typeof types)[NpyDtype]['array']>;

/** An array read from an npy file; `data` is in row-major (C) order, and a Float32Array for `float16`. */
export interface NpyArray {
  data: NpyData;
  shape: number[];
  dtype: NpyDtype;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const alignment = 64;
/** NumPy leaves room for the first axis to grow to this many digits. */
const growthDigits = 21;

/**
 * Encodes an array as an npy file, byte for byte as `numpy.save` (1.23 and later) writes it on a little-endian machine.
 *
 * @param data - in row-major order
 * @param shape - lengths of the axes; `[]` is a scalar
 * @throws AugmixError `INVALID_ARGUMENT` when the shape does not fit the data
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @example
 * ```ts
 * import { encodeNpy } from '@augmix/data';
 * encodeNpy(new Float32Array(6), [2, 3]).length; // => 152
 * ```
 */
export function encodeNpy(data: NpyData, shape: readonly number[]): Uint8Array {
  // By name, so that arrays of another realm (a worker's vm context, a test runner) are known too.
  const type = Object.values(types).find(
    ({ array, descr }) => array.name === data[Symbol.toStringTag] && descr !== '|b1',
  );
  if (!type)
    throw new AugmixError('INVALID_ARGUMENT', 'npy files hold no such array', { expected: 'a typed array' });
  if (sizeOf(shape) !== data.length) throw misshapen(`${data.length} values do not have the shape`, shape);
  const header = npyHeader(type.descr, shape);
  const bytes = new Uint8Array(header.length + data.byteLength);
  bytes.set(header);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length);
  return bytes;
}

/**
 * Encodes what an npy file has before its data, for files that are written piece by piece.
 *
 * @param shape - lengths of the axes; `[]` is a scalar
 * @throws AugmixError `INVALID_ARGUMENT` when a length is not a whole number of at least 0
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @example
 * ```ts
 * import { encodeNpyHeader } from '@augmix/data';
 * encodeNpyHeader('uint8', [50_000, 32, 32, 3]).length; // => 128
 * ```
 */
export function encodeNpyHeader(dtype: NpyDtype, shape: readonly number[]): Uint8Array {
  return npyHeader(types[dtype].descr, shape);
}

function npyHeader(descr: string, shape: readonly number[]): Uint8Array {
  if (!shape.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw misshapen('no array has the shape', shape);
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const growth = shape.length > 0 ? growthDigits - String(shape[0]).length : 0;
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }${' '.repeat(growth)}`;
  const preamble = magic.length + 4;
  const padding = alignment - ((preamble + dictionary.length + 1) % alignment);
  const header = `${dictionary}${' '.repeat(padding)}\n`;
  const bytes = new Uint8Array(preamble + header.length);
  bytes.set([...magic, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), preamble);
  return bytes;
}

/**
 * Decodes an npy file of version 1.0, 2.0 or 3.0 with little-endian numbers in row-major order.
 *
 * The data is a view on the given bytes where their alignment allows it (always for `uint8`), else a copy. Numbers of
 * type `float16` are given as float32.
 *
 * @throws AugmixError `DATA_INVALID` when this is no npy file or one of another kind (big-endian, Fortran order,
 * structured), `DATA_TRUNCATED` when it has fewer or more bytes than its shape says
 * @example
 * ```ts
 * import { decodeNpy, encodeNpy } from '@augmix/data';
 * const { data, shape, dtype } = decodeNpy(encodeNpy(Int32Array.of(7, 8), [2, 1]));
 * data[1]; // => 8
 * shape; // => [2, 1]
 * dtype; // => 'int32'
 * ```
 */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const { dtype, shape, offset } = decodeNpyHeader(bytes);
  const { array: TypedArray } = types[dtype];
  const count = sizeOf(shape);
  const [found, expected] = [bytes.length - offset, count * TypedArray.BYTES_PER_ELEMENT];
  if (found !== expected) {
    throw new AugmixError('DATA_TRUNCATED', `the npy file has ${found} bytes of data`, {
      expected: `${expected}`,
    });
  }
  const start = bytes.byteOffset + offset;
  const data =
    start % TypedArray.BYTES_PER_ELEMENT === 0
      ? new TypedArray(bytes.buffer as ArrayBuffer, start, count)
      : new TypedArray(Uint8Array.from(bytes.subarray(offset)).buffer, 0, count);
  return { data: dtype === 'float16' ? fromHalves(data as Uint16Array) : data, shape, dtype };
}

/** Every half there is, then looked up: 1 bit of sign, 5 of exponent, 10 of fraction. */
function fromHalves(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const values = Float32Array.from({ length: 0x10000 }, (_, half) => {
    const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
    const sign = half & 0x8000 ? -1 : 1;
    if (exponent === 31) return fraction ? NaN : sign * Infinity;
    return sign * (exponent ? (1024 + fraction) * 2 ** (exponent - 25) : fraction * 2 ** -24);
  });
  return Float32Array.from(bits, (half) => values[half]);
}

/** What an npy file says before its data. */
export interface NpyHeader {
  dtype: NpyDtype;
  shape: number[];
  /** Where the data starts, in bytes. */
  offset: number;
}

/**
 * Decodes what an npy file has before its data, for files that are read by slices; the first 1024 bytes are enough for plain
 * arrays.
 *
 * @throws AugmixError as {@link decodeNpy}; the amount of data is not looked at
 * @example
 * ```ts
 * import { decodeNpyHeader, encodeNpyHeader } from '@augmix/data';
 * decodeNpyHeader(encodeNpyHeader('int64', [7])); // => { dtype: 'int64', shape: [7], offset: 128 }
 * ```
 */
export function decodeNpyHeader(bytes: Uint8Array): NpyHeader {
  const { header, offset } = splitHeader(bytes);
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const fortranOrder = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const axes = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (fortranOrder === undefined || axes === undefined) throw invalid(`its header is ${header.trim()}`);
  const dtype = (Object.keys(types) as NpyDtype[]).find((name) => types[name].descr === normalDescr(descr));
  if (!dtype) {
    throw invalid(descr === undefined ? 'its elements are structures' : `its element type is ${descr}`, {
      expected: Object.values(types)
        .map((type) => type.descr)
        .join(', '),
    });
  }
  const shape = axes.split(',').flatMap((axis) => (axis.trim() ? [Number(axis.replace('L', ''))] : []));
  if (!shape.every((length) => Number.isSafeInteger(length) && length >= 0))
    throw invalid(`its shape is (${axes})`);
  if (fortranOrder === 'True' && shape.length > 1) {
    throw invalid('it is in Fortran order', { suggestion: 'save numpy.ascontiguousarray(a)' });
  }
  return { dtype, shape, offset };
}

function splitHeader(bytes: Uint8Array): { header: string; offset: number } {
  if (bytes.length < 12 || !magic.every((byte, index) => bytes[index] === byte))
    throw invalid('it has not its magic bytes');
  const [major, minor] = [bytes[6], bytes[7]];
  if (major < 1 || major > 3)
    throw invalid(`it has version ${major}.${minor}`, { expected: '1.0, 2.0 or 3.0' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = major === 1 ? 10 : 12;
  const offset = start + (major === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (offset > bytes.length) {
    throw new AugmixError('DATA_TRUNCATED', `the npy file has ${bytes.length} bytes`, {
      expected: `at least ${offset}`,
    });
  }
  return {
    header: new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(start, offset)),
    offset,
  };
}

/** Byte order means nothing for single bytes, and `=` is never written to files. */
function normalDescr(descr: string | undefined): string | undefined {
  return descr?.replace(/^[<>](?=[a-z]1$)/, '|');
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function misshapen(message: string, shape: readonly number[]): AugmixError {
  return new AugmixError('INVALID_ARGUMENT', `${message} [${shape.join(', ')}]`);
}

function invalid(message: string, details: { expected?: string; suggestion?: string } = {}): AugmixError {
  return new AugmixError('DATA_INVALID', `the npy file cannot be read: ${message}`, details);
}
