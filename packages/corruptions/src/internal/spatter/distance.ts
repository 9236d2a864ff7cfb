// OpenCV's `distanceTransform(DIST_L2, 5)`: a chamfer distance in two passes. Sums are in single precision, as with
// Intel's IPP, which OpenCV uses on x86; elsewhere it has 16-bit fixed point, and a few levels of spatter differ.

/** Pixels around the image, so that steps from its edge end somewhere. */
const border = 2;

/** Distance of every pixel to the nearest one for which `isTarget` is not 0, at most 2³⁰. */
export function distanceTo(isTarget: Uint8Array, width: number, height: number): Float32Array {
  const stride = width + 2 * border;
  // Single precision kept in doubles, which spares a conversion of every value read.
  const distance = new Float64Array(stride * (height + 2 * border)).fill(2 ** 30);
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0, at = (y + border) * stride + border; x < width; x++, at++, index++) {
      if (isTarget[index]) distance[at] = 0;
    }
  }
  const first = border * stride + border;
  const last = first + (height - 1) * stride;
  for (let row = first; row <= last; row += stride) visitRow(distance, row, width, stride, 1);
  for (let row = last; row >= first; row -= stride) visitRow(distance, row + width - 1, width, -stride, -1);

  const result = new Float32Array(isTarget.length);
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0, at = first + y * stride; x < width; x++, at++, index++) result[index] = distance[at];
  }
  return result;
}

const lesser = (a: number, b: number): number => (a < b ? a : b);

/**
 * Shortens the distances of a row's pixels, from `start` on, by steps to pixels already seen: straight (1), diagonal
 * (1.4) and knight's moves (2.1969). The least of the pixels is taken before its step is added, which gives the same.
 *
 * @param down to the next row
 * @param across to the next pixel, 1 or −1
 */
function visitRow(distance: Float64Array, start: number, width: number, down: number, across: number): void {
  const diagonal = Math.fround(1.4);
  const knight = Math.fround(2.1969);
  let previous = distance[start - across];
  for (let step = 0, at = start; step < width; step++, at += across) {
    const above = at - down;
    const farAbove = above - down;
    const moved = lesser(
      lesser(distance[farAbove - across], distance[farAbove + across]),
      lesser(distance[above - 2 * across], distance[above + 2 * across]),
    );
    const slanted = lesser(distance[above - across], distance[above + across]);
    const straight = lesser(distance[above], previous);
    const stepped = lesser(lesser(moved + knight, slanted + diagonal), straight + 1);
    previous = Math.fround(lesser(distance[at], stepped));
    distance[at] = previous;
  }
}
