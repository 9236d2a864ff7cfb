import type { Image, Size } from '../image.js';
import type { RandomStream } from '../streams/random-stream.js';

/**
 * An 8-bit image operation: synchronous and pure. Everything random is drawn first (`sample`, `fromSeverity`) and the
 * drawn arguments are final — degrees, pixels, fill, interpolation — so that a trace can be replayed.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- registries hold ops of every argument type
export interface Op<Args = any> {
  /** The name it is registered under, as it stands in traces. */
  readonly name: string;
  /** Draws arguments for use as a transform with its own randomness, such as a flip or a crop. */
  sample?(stream: RandomStream, size: Size): Args;
  /** Draws level and sign for use in an AugMix chain of this severity (above 0, at most 10). */
  fromSeverity?(stream: RandomStream, severity: number, size: Size): Args;
  /** The size of the result, where it differs from the input's. */
  outputSize?(size: Size, args: Args): Size;
  /** Arguments with which the image comes back unchanged. */
  readonly identity?: Args;
  /**
   * The op's fast form: gives the number of a kernel in `@augmix/kernels`, having written what it reads (eight numbers at
   * most) to `parameters`. Undefined where no kernel takes such arguments or channels, and `apply` has to do it. A chain
   * of ops that all have one runs inside the kernels' memory.
   */
  kernel?(args: Args, shape: Size & { channels: number }, parameters: Float64Array): number | undefined;
  /** Applies the op; writes into `out` when given (same channels, the output size, not the input itself). */
  apply(image: Image, args: Args, out?: Image): Image;
}

/** An op with its final arguments, as it stands in a trace. */
export interface OpStep {
  op: string;
  args: unknown;
}
