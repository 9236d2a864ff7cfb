import {
  AugmixError,
  keyedStream,
  type AnyPlugin,
  type Augmentation,
  type Image,
  type Normalization,
  type RandomStream,
  type Registry,
  type ResolvedRef,
} from '@augmix/core';
import { numpyStream } from '@augmix/mixing';

/** A view of an image that was drawn, as `--trace` writes it. */
export interface TraceFile {
  schemaVersion: 1;
  /** The augmentation with all its options. */
  augmentation: ResolvedRef;
  seed: number;
  rng: 'default' | 'numpy';
  width: number;
  height: number;
  trace: unknown;
}

/** A float32 view, `[height, width, channels]`. */
export interface View {
  values: Float32Array<ArrayBuffer>;
  width: number;
  height: number;
  channels: number;
}

/** Values in 0 … 1, nothing subtracted. */
export const unitRange: Normalization = { mean: [0], std: [1] };

/** Where the views of several images get their randomness from. */
export function viewStreams(
  rng: 'default' | 'numpy',
  seed: number,
): (index: number, view: number) => RandomStream {
  if (rng === 'default') return (index, view) => keyedStream({ seed, purpose: 'view', index, view });
  // NumPy has one generator for everything, as the reference implementation uses it.
  const stream = numpyStream(seed);
  return () => stream;
}

/** Renders a view of an image. */
export function renderView(
  augmentation: Augmentation,
  image: Image,
  trace: unknown,
  normalization: Normalization,
): View {
  const { width, height, channels } = image;
  const values = new Float32Array(width * height * channels);
  augmentation.render(image, trace, normalization, values);
  return { values, width, height, channels };
}

/** A normalised view as 8-bit levels, rounded to the nearest. */
export function viewToImage({ values, width, height, channels }: View, { mean, std }: Normalization): Image {
  const of = (list: readonly number[], index: number): number =>
    list[list.length === 1 ? 0 : index % channels];
  const data = Uint8Array.from(values, (value, index) =>
    Math.min(255, Math.max(0, Math.round((value * of(std, index) + of(mean, index)) * 255))),
  );
  return { data, width, height, channels };
}

/**
 * Checks the contents of a trace file and creates its augmentation.
 *
 * @throws AugmixError `TRACE_INVALID`.
 */
export async function openTrace(
  registry: Registry<AnyPlugin>,
  contents: unknown,
  image: Image,
  file: string,
): Promise<{ augmentation: Augmentation; trace: unknown }> {
  const record = contents as Partial<TraceFile> | null;
  if (
    typeof record !== 'object' ||
    record === null ||
    typeof record.augmentation?.type !== 'string' ||
    !('trace' in record)
  ) {
    throw new AugmixError('TRACE_INVALID', 'this is not a trace file', {
      file,
      expected: 'what --trace writes',
    });
  }
  if (record.width !== image.width || record.height !== image.height) {
    throw new AugmixError('TRACE_INVALID', `the trace is for an image of ${record.width}×${record.height}`, {
      file,
      expected: `${image.width}×${image.height}`,
    });
  }
  const augmentation = await registry.create('augmentation', record.augmentation);
  return {
    augmentation,
    trace: augmentation.parseTrace ? augmentation.parseTrace(record.trace) : record.trace,
  };
}
