// Convolutions of any size and stride, as products with runs of neighbouring values: a row of a filter meets
// `columns · channels` values that lie side by side in a padded image.
import { multiplyAdd } from './multiply-add';
import { addPair } from './product';

/**
 * The outputs of one image at the listed pixels (see `listPixels`): a multiple of four of them. `runs` rows of `runBytes`
 * each, `rowBytes` apart, are multiplied with each panel of the filter.
 */
export function convolvePixels(
  image: usize,
  output: usize,
  pixels: usize,
  pixelCount: i32,
  panels: usize,
  runs: i32,
  runBytes: usize,
  rowBytes: usize,
  outChannels: i32,
): void {
  const pixelsEnd = pixels + ((<usize>pixelCount) << 3);
  const rowsBytes = <usize>runs * rowBytes;
  const panelBytes = (<usize>runs * runBytes) << 3;
  const gap = rowBytes - runBytes;
  do {
    let pixel = pixels;
    do {
      let row0 = image + load<u32>(pixel);
      let row1 = image + load<u32>(pixel, 8);
      let row2 = image + load<u32>(pixel, 16);
      let row3 = image + load<u32>(pixel, 24);
      const rowsEnd = row0 + rowsBytes;
      let p0 = f32x4.splat(0);
      let q0 = p0;
      let p1 = p0;
      let q1 = p0;
      let p2 = p0;
      let q2 = p0;
      let p3 = p0;
      let q3 = p0;
      let right = panels;
      do {
        const runEnd = row0 + runBytes;
        do {
          const a = v128.load(right);
          const b = v128.load(right, 16);
          let value = v128.load_splat<f32>(row0);
          p0 = multiplyAdd(value, a, p0);
          q0 = multiplyAdd(value, b, q0);
          value = v128.load_splat<f32>(row1);
          p1 = multiplyAdd(value, a, p1);
          q1 = multiplyAdd(value, b, q1);
          value = v128.load_splat<f32>(row2);
          p2 = multiplyAdd(value, a, p2);
          q2 = multiplyAdd(value, b, q2);
          value = v128.load_splat<f32>(row3);
          p3 = multiplyAdd(value, a, p3);
          q3 = multiplyAdd(value, b, q3);
          right += 32;
          row0 += 4;
          row1 += 4;
          row2 += 4;
          row3 += 4;
        } while (row0 < runEnd);
        row0 += gap;
        row1 += gap;
        row2 += gap;
        row3 += gap;
      } while (row0 < rowsEnd);
      if (outChannels >= 8) {
        storePair(output + load<u32>(pixel, 4), p0, q0);
        storePair(output + load<u32>(pixel, 12), p1, q1);
        storePair(output + load<u32>(pixel, 20), p2, q2);
        storePair(output + load<u32>(pixel, 28), p3, q3);
      } else {
        storePart(output + load<u32>(pixel, 4), p0, q0, outChannels);
        storePart(output + load<u32>(pixel, 12), p1, q1, outChannels);
        storePart(output + load<u32>(pixel, 20), p2, q2, outChannels);
        storePart(output + load<u32>(pixel, 28), p3, q3, outChannels);
      }
      pixel += 32;
    } while (pixel < pixelsEnd);
    panels += panelBytes;
    output += 32;
    outChannels -= 8;
  } while (outChannels > 0);
}

// @inline
function storePair(at: usize, p: v128, q: v128): void {
  v128.store(at, p);
  v128.store(at, q, 16);
}

/** The first `count` of 8 values, 1 to 7. */
function storePart(at: usize, p: v128, q: v128, count: i32): void {
  if (count & 4) {
    v128.store(at, p);
    at += 16;
    p = q;
  }
  if (count & 2) {
    v128.store64_lane(at, p, 0);
    at += 8;
    p = i64x2.shuffle(p, p, 1, 0);
  }
  if (count & 1) v128.store32_lane(at, p, 0);
}

/**
 * Adds to `sums`, `[runs][runLength][dyChannels]`, what one image contributes to the gradient of a filter. The padded image
 * is read in runs of `runLength` values; `runLength` is a multiple of 4, `dyChannels` of 8, filled up where necessary.
 */
export function addFilterGradient(
  image: usize,
  dy: usize,
  sums: usize,
  runs: i32,
  runLength: i32,
  rowBytes: usize,
  outHeight: i32,
  outWidth: i32,
  sourceRow: usize,
  sourceColumn: usize,
  dyChannels: i32,
): void {
  const dyPixel = (<usize>dyChannels) << 2;
  const dyRow = <usize>outWidth * dyPixel;
  const dyBytes = <usize>outHeight * dyRow;
  for (let run = 0; run < runs; run++) {
    let left = image + <usize>run * rowBytes;
    const leftEnd = left + ((<usize>runLength) << 2);
    do {
      let column = dy;
      const columnsEnd = dy + dyPixel;
      let sum = sums;
      do {
        let p0 = f32x4.splat(0);
        let q0 = p0;
        let p1 = p0;
        let q1 = p0;
        let p2 = p0;
        let q2 = p0;
        let p3 = p0;
        let q3 = p0;
        let l = left;
        let r = column;
        const end = column + dyBytes;
        do {
          let pixel = l;
          const rowEnd = r + dyRow;
          do {
            const a = v128.load(r);
            const b = v128.load(r, 16);
            let value = v128.load_splat<f32>(pixel);
            p0 = multiplyAdd(value, a, p0);
            q0 = multiplyAdd(value, b, q0);
            value = v128.load_splat<f32>(pixel, 4);
            p1 = multiplyAdd(value, a, p1);
            q1 = multiplyAdd(value, b, q1);
            value = v128.load_splat<f32>(pixel, 8);
            p2 = multiplyAdd(value, a, p2);
            q2 = multiplyAdd(value, b, q2);
            value = v128.load_splat<f32>(pixel, 12);
            p3 = multiplyAdd(value, a, p3);
            q3 = multiplyAdd(value, b, q3);
            pixel += sourceColumn;
            r += dyPixel;
          } while (r < rowEnd);
          l += sourceRow;
        } while (r < end);
        addPair(sum, p0, q0);
        addPair(sum + dyPixel, p1, q1);
        addPair(sum + 2 * dyPixel, p2, q2);
        addPair(sum + 3 * dyPixel, p3, q3);
        sum += 32;
        column += 32;
      } while (column < columnsEnd);
      sums += dyPixel << 2;
      left += 16;
    } while (left < leftEnd);
  }
}
