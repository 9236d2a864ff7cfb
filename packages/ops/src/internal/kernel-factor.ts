import type { Kernel } from './kernel.js';

/** Far beyond it single precision overflows, where the TypeScript form says what happens. */
const largestFactor = 1e6;

/** The fast form of an op that blends by a factor, for `channels` channels or for any number. */
export function factorKernel(number: number, channels?: number): Kernel<{ factor: number }> {
  return ({ factor }, shape, parameters) => {
    if (channels !== undefined && shape.channels !== channels) return undefined;
    if (!(Math.abs(factor) <= largestFactor)) return undefined;
    parameters[0] = factor;
    return number;
  };
}
