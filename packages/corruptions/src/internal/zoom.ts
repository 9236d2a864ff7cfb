import { blendNeighbours } from './blend-neighbours.js';
import type { Shape } from './gaussian.js';
import { roundHalfEven } from './round-half-even.js';

/** What one axis of a zoom reads: for every output position two neighbouring samples and the share of the second. */
export interface ZoomAxis {
  first: Int32Array;
  second: Int32Array;
  share: Float64Array;
}

export function zoomAxis(length: number, factor: number): ZoomAxis {
  const cropped = Math.ceil(length / factor);
  const start = Math.floor((length - cropped) / 2);
  const zoomed = roundHalfEven(cropped * factor);
  const trim = Math.floor((zoomed - length) / 2);
  const step = zoomed > 1 ? (cropped - 1) / (zoomed - 1) : 1;
  const axis = {
    first: new Int32Array(length),
    second: new Int32Array(length),
    share: new Float64Array(length),
  };
  for (let position = 0; position < length; position++) {
    const at = Math.min((position + trim) * step, cropped - 1);
    const whole = Math.floor(at);
    axis.first[position] = start + whole;
    axis.second[position] = start + Math.min(whole + 1, cropped - 1);
    axis.share[position] = at - whole;
  }
  return axis;
}

/**
 * The benchmark's `clipped_zoom`: cuts out the middle and enlarges it to the old size by linear interpolation, with the
 * corners of both aligned (SciPy's `zoom(order=1)`). The result has the type of `values`, so that single precision is
 * rounded as in the benchmark.
 */
export function clippedZoom<Values extends Float64Array | Float32Array>(
  values: Values,
  { height, width, channels }: Shape,
  factor: number,
): Values {
  const result = values.slice() as Values;
  const rows = zoomAxis(height, factor);
  const columns = zoomAxis(width, factor);
  let index = 0;
  for (let y = 0; y < height; y++) {
    const upper = rows.first[y] * width;
    const lower = rows.second[y] * width;
    const lowerShare = rows.share[y];
    for (let x = 0; x < width; x++, index += channels) {
      blendNeighbours(
        result,
        index,
        values,
        channels,
        columns.first[x],
        columns.second[x],
        upper,
        lower,
        columns.share[x],
        lowerShare,
      );
    }
  }
  return result;
}
