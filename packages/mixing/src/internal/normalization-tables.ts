import { AugmixError, type Image, type Normalization } from '@augmix/core';

function perChannel(name: keyof Normalization, values: readonly number[], channels: number): number[] {
  const accepted = values.length === 1 || values.length === channels;
  if (!accepted || !values.every(Number.isFinite) || (name === 'std' && values.includes(0))) {
    throw new AugmixError('INVALID_ARGUMENT', `normalization ${name} is [${values.join(', ')}]`, {
      path: `normalization.${name}`,
      expected: `1 or ${channels} finite numbers${name === 'std' ? ' other than 0' : ''}`,
    });
  }
  return Array.from({ length: channels }, (_, channel) => values[values.length === 1 ? 0 : channel]);
}

type Normalize = (level: number, mean: number, std: number) => number;

// As in PyTorch. A step done in double and then rounded gives the same bits as one done in float32.
const inFloat32: Normalize = (level, mean, std) => {
  const centred = Math.fround(Math.fround(level / 255) - Math.fround(mean));
  return Math.fround(centred / Math.fround(std));
};

const inFloat64: Normalize = (level, mean, std) => (level / 255 - mean) / std;

// As NumPy does it with float32 pixels and float64 constants.
const inFloat64FromFloat32: Normalize = (level, mean, std) => (Math.fround(level / 255) - mean) / std;

/**
 * Normalised values of the 256 levels of each channel, `[channels, 256]`. The latest tables are kept: a run asks for the
 * same ones image after image.
 */
function tables<Table extends Float32Array | Float64Array>(
  create: (length: number) => Table,
  normalize: Normalize,
) {
  let latest: { normalization: Normalization; channels: number; table: Table } | undefined;
  return (normalization: Normalization, channels: number): Table => {
    const known = latest && latest.channels === channels ? latest.normalization : undefined;
    if (known && same(known.mean, normalization.mean) && same(known.std, normalization.std))
      return latest!.table;
    const mean = perChannel('mean', normalization.mean, channels);
    const std = perChannel('std', normalization.std, channels);
    const table = create(256 * channels);
    for (let i = 0; i < table.length; i++) table[i] = normalize(i & 255, mean[i >> 8], std[i >> 8]);
    latest = {
      normalization: { mean: [...normalization.mean], std: [...normalization.std] },
      channels,
      table,
    };
    return table;
  };
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((value, index) => value === b[index]));
}

/** All arithmetic in float32. */
export const float32Table = tables((length) => new Float32Array(length), inFloat32);
/** All arithmetic in float64. */
export const float64Table = tables((length) => new Float64Array(length), inFloat64);
/** Float64 arithmetic on levels that were rounded to float32. */
export const float32LevelsTable = tables((length) => new Float64Array(length), inFloat64FromFloat32);

/** Refuses an output array of another length than the image's data. */
export function checkOutput(image: Image, out: Float32Array | Float64Array): void {
  if (out.length === image.data.length) return;
  throw new AugmixError('INVALID_ARGUMENT', `out has ${out.length} values`, {
    path: 'out',
    expected: `${image.data.length} (${image.width}×${image.height}×${image.channels})`,
  });
}
