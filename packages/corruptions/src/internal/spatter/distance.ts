// OpenCV's `distanceTransform(DIST_L2, 5)`: a chamfer distance in 16-bit fixed point, in two passes.
const fixed = (value: number): number => Math.round(value * 65536);
const straight = fixed(1);
const diagonal = fixed(1.4);
const knight = fixed(2.1969);
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

/** Distance of every pixel to the nearest one for which `isTarget` is not 0, at most about 16 000. */
export function distanceTo(isTarget: Uint8Array, width: number, height: number): Float32Array {
  const far = 2 ** 30;
  const distance = Float64Array.from(isTarget, (target) => (target ? 0 : far));
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
  return Float32Array.from(distance, (value) => value / 65536);
}
