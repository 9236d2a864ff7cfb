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

/** Distance of every pixel to the nearest one for which `isTarget` is not 0, at most 2³⁰. */
export function distanceTo(isTarget: Uint8Array, width: number, height: number): Float32Array {
  const far = 2 ** 30;
  const distance = Float32Array.from(isTarget, (target) => (target ? 0 : far));
  const visit = (index: number, direction: 1 | -1): void => {
    if (isTarget[index]) return;
    const x = index % width;
    const y = Math.floor(index / width);
    let best = distance[index];
    for (const [dx, dy, length] of steps) {
      const [nx, ny] = [x + direction * dx, y + direction * dy];
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      best = Math.min(best, distance[ny * width + nx] + length);
    }
    distance[index] = best;
  };
  for (let index = 0; index < distance.length; index++) visit(index, 1);
  for (let index = distance.length - 1; index >= 0; index--) visit(index, -1);
  return distance;
}
