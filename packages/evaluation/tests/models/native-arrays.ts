// A native addon makes typed arrays of Node's own realm, which the realm that tests run in does not know as its own.
for (const TypedArray of [Float32Array, Uint8Array, BigInt64Array]) {
  const { name } = TypedArray;
  Object.defineProperty(TypedArray, Symbol.hasInstance, {
    value: (value: unknown) => Object.prototype.toString.call(value) === `[object ${name}]`,
  });
}
export {};
