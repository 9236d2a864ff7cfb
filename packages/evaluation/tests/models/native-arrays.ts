// A native addon makes arrays of Node's own realm, which the realm that tests run in does not know as its own.
Object.defineProperty(Float32Array, Symbol.hasInstance, {
  value: (value: unknown) => Object.prototype.toString.call(value) === '[object Float32Array]',
  configurable: true,
});
export {};
