import type { Plane } from './plane.js';

// Both colours are worked on at once: Cb in the upper half of a 32-bit number and Cr in the lower one. No sum here grows
// out of its 16 bits.
const enum One {
  both = 0x10001,
}

/**
 * Two rows of colours of the full size to one of the planes (libjpeg-turbo's `h2v2_downsample`): means of 2×2, rounded
 * down and up in turns from column to column. Also past the edge, where columns are not the last one repeated.
 *
 * @param rows two rows of twice the planes' stride, colours as in the planes, Cb in the upper half
 */
export function downsampleRows(rows: Int32Array, cb: Plane, cr: Plane, y: number): void {
  const { stride } = cb;
  const start = y * stride;
  const lower = 2 * stride;
  for (let x = 0, left = 0; x < stride; x++, left += 2) {
    const bias = x & 1 ? 2 * One.both : One.both;
    const sum = rows[left] + rows[left + 1] + rows[lower + left] + rows[lower + left + 1] + bias;
    cb.data[start + x] = sum >> 18;
    cr.data[start + x] = (sum & 0xffff) >> 2;
  }
}

/**
 * A row of both planes doubled both ways (libjpeg-turbo's "fancy upsampling"): every pixel is 9/16 of the nearest, 3/16
 * of each next and 1/16 of the diagonal one. Planes narrower than three pixels are only repeated.
 *
 * @param row room for twice the planes' width, filled with 16 times Cb in the upper half and 16 times Cr in the lower
 */
export function upsampleRow(cb: Plane, cr: Plane, y: number, row: Int32Array): void {
  const { stride, width, height } = cb;
  const near = (y >> 1) * stride;
  if (width <= 2) {
    for (let x = 0; x < 2 * width; x++) {
      row[x] = (cb.data[near + (x >> 1)] << 20) | (cr.data[near + (x >> 1)] << 4);
    }
    return;
  }
  const next = Math.min(Math.max((y >> 1) + (y & 1 ? 1 : -1), 0), height - 1) * stride;
  let here = columnSum(cb.data, cr.data, near, next);
  let before = here;
  for (let x = 1; x <= width; x++) {
    const at = x < width ? x : x - 1;
    const after = columnSum(cb.data, cr.data, near + at, next + at);
    row[2 * x - 2] = 3 * here + before + 8 * One.both;
    row[2 * x - 1] = 3 * here + after + 7 * One.both;
    before = here;
    here = after;
  }
}

function columnSum(cb: Uint8Array, cr: Uint8Array, near: number, next: number): number {
  return ((3 * cb[near] + cb[next]) << 16) | (3 * cr[near] + cr[next]);
}
