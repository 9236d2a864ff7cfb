/** A page or a bundle brings the `.wasm` files where it likes: tfjs-backend-wasm looks beside the running script. */
export function wasmFolder(): undefined {
  return undefined;
}
