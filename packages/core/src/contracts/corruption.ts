import type { Image, Size } from '../image.js';
import type { RandomStream } from '../streams/random-stream.js';

/** Strength of a corruption, as the benchmarks number it. */
export type Severity = 1 | 2 | 3 | 4 | 5;

/** Fields of noise given from outside instead of drawn, so that tests can compare with another implementation. */
export type Fields = Readonly<Record<string, Float64Array | Float32Array>>;

/** One corruption of a benchmark such as ImageNet-C. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- registries hold corruptions of every parameter type
export interface Corruption<Params = any> {
  sample(stream: RandomStream, severity: Severity, size: Size): Params;
  apply(image: Image, params: Params, fields?: Fields): Image;
}

/** One perturbation sequence of a benchmark such as ImageNet-P. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- registries hold perturbations of every parameter type
export interface Perturbation<Params = any> {
  /** Whether a frame's prediction is compared with the first frame's or the previous frame's. */
  readonly compare: 'first' | 'previous';
  sample(stream: RandomStream, size: Size): Params;
  frames(image: Image, params: Params): Iterable<Image>;
}
