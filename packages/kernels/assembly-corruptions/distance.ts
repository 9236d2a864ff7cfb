// OpenCV's distance transform in single precision: src/internal/spatter/distance.ts of @augmix/corruptions. Rounding
// keeps the order of numbers, so the least of rounded sums is the rounded least of sums.
import { gradientStride } from './canny';

const border = 2;
const farthest: f32 = 1073741824;

/** Length of a row of distances: a border on both sides, and room for the overruns of vectors. */
// @inline
export function distanceStride(width: i32): i32 {
  return (width + 2 * border + 7) & ~3;
}

/**
 * Distance of every pixel to the nearest edge.
 *
 * @param marks of `canny`
 * @param distance `distanceStride(width) · (height + 4)` numbers of 32 bits
 * @param steps room for a row of them
 */
export function distanceTo(marks: usize, width: i32, height: i32, distance: usize, steps: usize): void {
  const stride = distanceStride(width);
  const rowBytes = (<usize>stride) << 2;
  const end = distance + rowBytes * (height + 2 * border);
  for (let at = distance; at < end; at += 16) v128.store(at, f32x4.splat(farthest));
  const first = distance + border * rowBytes + (border << 2);
  for (let y = 0; y < height; y++) {
    const row = marks + (y + 1) * gradientStride(width) + 1;
    for (let x = 0; x < width; x++) {
      if (load<u8>(row + x) === 255) store<f32>(first + rowBytes * y + ((<usize>x) << 2), 0);
    }
  }
  const last = first + rowBytes * (height - 1);
  for (let row = first; row <= last; row += rowBytes) {
    stepFrom(row, row - rowBytes, row - 2 * rowBytes, steps, width);
    let previous = f32x4.splat(farthest);
    const rowEnd = row + ((<usize>width) << 2);
    let step = steps;
    for (let at = row; at < rowEnd; at += 4, step += 4) {
      previous = f32x4.pmin(v128.load32_zero(step), f32x4.add(previous, f32x4.splat(1)));
      v128.store32_lane(at, previous, 0);
    }
  }
  for (let row = last; row >= first; row -= rowBytes) {
    stepFrom(row, row + rowBytes, row + 2 * rowBytes, steps, width);
    let previous = f32x4.splat(farthest);
    let step = steps + ((<usize>width) << 2) - 4;
    for (let at = row + ((<usize>width) << 2) - 4; at >= row; at -= 4, step -= 4) {
      previous = f32x4.pmin(v128.load32_zero(step), f32x4.add(previous, f32x4.splat(1)));
      v128.store32_lane(at, previous, 0);
    }
  }
}

/** The least of a row's distances and of steps from the two rows before it: straight, diagonal, a knight's move. */
function stepFrom(row: usize, near: usize, far: usize, steps: usize, width: i32): void {
  const diagonal = f32x4.splat(1.4);
  const knight = f32x4.splat(2.1969);
  const end = steps + ((<usize>width) << 2);
  do {
    const moved = f32x4.pmin(
      f32x4.pmin(v128.load(far - 4), v128.load(far + 4)),
      f32x4.pmin(v128.load(near - 8), v128.load(near + 8)),
    );
    const slanted = f32x4.pmin(v128.load(near - 4), v128.load(near + 4));
    const straight = f32x4.pmin(v128.load(row), f32x4.add(v128.load(near), f32x4.splat(1)));
    v128.store(
      steps,
      f32x4.pmin(straight, f32x4.pmin(f32x4.add(slanted, diagonal), f32x4.add(moved, knight))),
    );
    row += 16;
    near += 16;
    far += 16;
    steps += 16;
  } while (steps < end);
}
