// OpenCV's `distanceTransform(DIST_L2, 5)`: a chamfer distance in two passes. Sums are in single precision, as with
// Intel's IPP, which OpenCV uses on x86; elsewhere it has 16-bit fixed point, and a few levels of spatter differ.
const straight = 1;
const diagonal = Math.fround(1.4);
const knight = Math.fround(2.1969);
/** Steps to the pixels that a forward pass has seen; the backward pass goes the opposite way. */
const steps: readonly (readonly [dx: number, dy: number, length: number])[] = [
  [-1, -2, knight],
  [1, -2, knight],
  [-2, -1, knight],
  [-1, -1, diagonal],
  [0, -1, straight],
  [1, -1, diagonal],
  [2, -1, knight],
  [-1, 0, straight],
];

/** Pixels around the image, so that steps from its edge end somewhere. */
const border = 2;

/** Distance of every pixel to the nearest one for which `isTarget` is not 0, at most 2³⁰. */
export function distanceTo(isTarget: Uint8Array, width: number, height: number): Float32Array {
  const stride = width + 2 * border;
  const distance = new Float32Array(stride * (height + 2 * border)).fill(2 ** 30);
  const at = (x: number, y: number): number => (y + border) * stride + x + border;
  for (let index = 0; index < isTarget.length; index++) {
    if (isTarget[index]) distance[at(index % width, Math.floor(index / width))] = 0;
  }
  const back = steps.map(([dx, dy]) => dy * stride + dx);
  const lengths = steps.map(([, , length]) => length);
  for (let y = 0; y < height; y++) visitRow(distance, at(0, y), at(width, y), 1, back, lengths);
  const forth = back.map((offset) => -offset);
  for (let y = height - 1; y >= 0; y--) visitRow(distance, at(width - 1, y), at(-1, y), -1, forth, lengths);

  const result = new Float32Array(isTarget.length);
  for (let y = 0; y < height; y++) result.set(distance.subarray(at(0, y), at(width, y)), y * width);
  return result;
}

/** Shortens the distances of a row's pixels, from `start` to before `end`, by steps to pixels already seen. */
function visitRow(
  distance: Float32Array,
  start: number,
  end: number,
  direction: 1 | -1,
  offsets: readonly number[],
  lengths: readonly number[],
): void {
  for (let index = start; index !== end; index += direction) {
    let best = distance[index];
    for (let step = 0; step < offsets.length; step++) {
      const other = distance[index + offsets[step]] + lengths[step];
      if (other < best) best = other;
    }
    distance[index] = best;
  }
}
