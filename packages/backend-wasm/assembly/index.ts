// Kernels for training, in the memory of tfjs-backend-wasm. Addresses are bytes; tensors are float32, aligned to 8 bytes.
export { reluGradient } from './relu-gradient';
