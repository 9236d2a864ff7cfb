import type { Image, Normalization, Size } from '../image.js';
import type { RandomStream } from '../streams/random-stream.js';

/** Turns one 8-bit image into one normalised float32 view. A trace is plain JSON and holds everything drawn. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- registries hold augmentations of every trace type
export interface Augmentation<Trace = any> {
  sample(stream: RandomStream, size: Size): Trace;
  /** Writes `height × width × channels` normalised values, HWC, to `out`. */
  render(image: Image, trace: Trace, normalization: Normalization, out: Float32Array): void;
  /** Checks a trace that was read from a file; throws `TRACE_INVALID` with the place. */
  parseTrace?(value: unknown): Trace;
}

/** A batch of normalised images: `data` is `[count, height, width, channels]`. */
export interface FloatBatch extends Size {
  data: Float32Array;
  count: number;
  channels: number;
}

/** Class probabilities per image: `data` is `[count, classes]`, each row sums to 1. */
export interface SoftLabels {
  data: Float32Array;
  classes: number;
}

/** Mixes the images and labels of a whole batch in place, as Mixup and CutMix do. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- registries hold augmentations of every trace type
export interface BatchAugmentation<Trace = any> {
  sample(stream: RandomStream, count: number, size: Size): Trace;
  apply(batch: FloatBatch, labels: SoftLabels, trace: Trace): void;
}
