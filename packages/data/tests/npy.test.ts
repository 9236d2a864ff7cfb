import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeNpy,
  decodeNpyHeader,
  encodeNpy,
  encodeNpyHeader,
  type NpyData,
  type NpyDtype,
} from '../src/index.js';

interface Golden {
  encoded: { dtype: NpyDtype; shape: number[]; bytes: number; sha256: string }[];
  halves: string[];
  decoded: Record<string, string>;
}
const golden = JSON.parse(readFileSync(new URL('golden/npy.json', import.meta.url), 'utf8')) as Golden;
const saved = (name: string) => new Uint8Array(Buffer.from(golden.decoded[name], 'base64'));

const arrays: Partial<Record<NpyDtype, (values: number[]) => NpyData>> = {
  uint8: (values) => Uint8Array.from(values),
  int8: (values) => Int8Array.from(values),
  uint16: (values) => Uint16Array.from(values),
  int16: (values) => Int16Array.from(values),
  uint32: (values) => Uint32Array.from(values),
  int32: (values) => Int32Array.from(values),
  uint64: (values) => BigUint64Array.from(values.map(BigInt)),
  int64: (values) => BigInt64Array.from(values.map(BigInt)),
  float32: (values) => Float32Array.from(values),
  float64: (values) => Float64Array.from(values),
};

test.each(golden.encoded)('$dtype $shape is encoded byte for byte as numpy.save does', (item) => {
  const count = item.shape.reduce((product, length) => product * length, 1);
  const values = Array.from({ length: count }, (_, index) => index % 100);
  const bytes = encodeNpy(arrays[item.dtype]!(values), item.shape);
  expect(bytes.length).toBe(item.bytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(item.sha256);
  const decoded = decodeNpy(bytes);
  expect(decoded).toMatchObject({ shape: item.shape, dtype: item.dtype });
  expect(Array.from(decoded.data, Number)).toEqual(values);
});

test('data begins at a multiple of 64 bytes, whatever the shape', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }), (shape) => {
      const data = new Float32Array(shape.reduce((product, length) => product * length, 1));
      expect((encodeNpy(data, shape).length - data.byteLength) % 64).toBe(0);
    }),
  );
});

test.each(['version 1.0', 'version 2.0', 'version 3.0'])('a file of %s is decoded', (name) => {
  expect(decodeNpy(saved(name))).toEqual({
    data: Int16Array.of(0, 1, 2, 3, 4, 5),
    shape: [2, 3],
    dtype: 'int16',
  });
});

test('booleans are decoded as bytes', () => {
  expect(decodeNpy(saved('bool'))).toEqual({ data: Uint8Array.of(1, 0), shape: [2], dtype: 'bool' });
});

test('halves are decoded to float32, with zeros, subnormal numbers and what is no number', () => {
  const { data, shape, dtype } = decodeNpy(saved('half'));
  const named: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: NaN };
  const expected = golden.halves.map((text) => named[text] ?? Number(text));
  expect({ shape, dtype }).toEqual({ shape: [expected.length], dtype: 'float16' });
  expect(data).toEqual(Float32Array.from(expected));
});

test('bytes that are not aligned are decoded as well', () => {
  const shifted = new Uint8Array(saved('version 1.0').length + 1);
  shifted.set(saved('version 1.0'), 1);
  expect(decodeNpy(shifted.subarray(1)).data).toEqual(Int16Array.of(0, 1, 2, 3, 4, 5));
});

test.each([
  ['big-endian', 'element type is >i2'],
  ['Fortran order', 'Fortran order'],
  ['structures', 'structures'],
  ['complex', 'element type is <c8'],
])('%s is refused by name', (name, message) => {
  expect(() => decodeNpy(saved(name))).toThrow(
    expect.objectContaining({ code: 'DATA_INVALID', message: expect.stringContaining(message) }),
  );
});

test('what is no npy file is refused', () => {
  const futureVersion = saved('version 1.0');
  futureVersion[6] = 4;
  for (const bytes of [new Uint8Array(0), new Uint8Array(200), futureVersion]) {
    expect(() => decodeNpy(bytes)).toThrow(expect.objectContaining({ code: 'DATA_INVALID' }));
  }
});

test('a file that is too short or too long says what it has and should have', () => {
  const bytes = saved('version 1.0');
  expect(() => decodeNpy(bytes.subarray(0, -1))).toThrow(
    expect.objectContaining({
      code: 'DATA_TRUNCATED',
      message: 'the npy file has 11 bytes of data',
      details: { expected: '12' },
    }),
  );
  expect(() => decodeNpy(bytes.subarray(0, 40))).toThrow(expect.objectContaining({ code: 'DATA_TRUNCATED' }));
  expect(() => decodeNpy(new Uint8Array([...bytes, 0]))).toThrow(
    expect.objectContaining({ code: 'DATA_TRUNCATED' }),
  );
});

test('a shape that does not fit the data is refused', () => {
  for (const shape of [[4], [2, 2], [-5], [2.5, 2]]) {
    expect(() => encodeNpy(new Uint8Array(5), shape)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  }
});

test('a header is what stands before the data, and is decoded without it', () => {
  const shape = [3, 2];
  const bytes = encodeNpy(new Uint8Array(6).fill(9), shape);
  const header = encodeNpyHeader('uint8', shape);
  expect(bytes.subarray(0, -6)).toEqual(header);
  expect(decodeNpyHeader(header)).toEqual({ dtype: 'uint8', shape, offset: header.length });
  expect(() => encodeNpyHeader('uint8', [-1])).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
