// OpenCV's Canny edge detector: src/internal/spatter/canny.ts of @augmix/corruptions.
const candidate: u8 = 1;
const edge: u8 = 255;
/** tan 22.5° in 15 bits */
const tangent = 13573;

/** Length of a row of gradients and marks: a border, and room for the overruns of vectors. */
// @inline
export function gradientStride(width: i32): i32 {
  return (width + 25) & ~7;
}

/**
 * Marks edges with 255.
 *
 * @param padded the image with a border of one pixel
 * @param scratch for each value of `gradientStride(width) · (height + 2)`: dx, dy and magnitude of 16 bits, a mark of 8
 * bits and an address of 32 bits; marks lie first
 */
export function canny(padded: usize, width: i32, height: i32, low: i32, high: i32, scratch: usize): void {
  const stride = gradientStride(width);
  const size = <usize>(stride * (height + 2));
  const marks = scratch;
  const magnitude = marks + size;
  const dx = magnitude + 2 * size;
  const dy = dx + 2 * size;
  const found = dy + 2 * size;
  memory.fill(marks, 0, size);
  memory.fill(magnitude, 0, (<usize>stride) << 1);
  memory.fill(magnitude + ((<usize>(stride * (height + 1))) << 1), 0, (<usize>stride) << 1);
  let last = found;
  for (let y = 1; y <= height; y++) {
    const at = (<usize>(y * stride)) << 1;
    sobelRow(padded + y * (width + 2), width, dx + at, dy + at, magnitude + at);
  }
  const threshold = i16x8.splat(<i16>low);
  for (let y = 1; y <= height; y++) {
    for (let x = 0; x <= width; x += 8) {
      const at = y * stride + x;
      let bits = i16x8.bitmask(i16x8.gt_s(v128.load(magnitude + ((<usize>at) << 1)), threshold));
      for (; bits; bits &= bits - 1) {
        const pixel = (<usize>(at + ctz(bits))) << 1;
        if (!isPeak(magnitude + pixel, stride << 1, load<i16>(dx + pixel), load<i16>(dy + pixel))) continue;
        const mark = marks + (pixel >> 1);
        if (load<i16>(magnitude + pixel) <= high) {
          store<u8>(mark, candidate);
          continue;
        }
        store<u8>(mark, edge);
        store<u32>(last, <u32>mark);
        last += 4;
      }
    }
  }
  // From the strong edges to all candidates that touch them.
  while (last > found) {
    last -= 4;
    const mark = <usize>load<u32>(last);
    for (let row = mark - stride - 1; row <= mark + stride - 1; row += stride) {
      for (let next = row; next < row + 3; next++) {
        if (load<u8>(next) !== candidate) continue;
        store<u8>(next, edge);
        store<u32>(last, <u32>next);
        last += 4;
      }
    }
  }
}

/** Gradients of a row, one pixel further on in their rows; `row` is the padded one. */
function sobelRow(row: usize, width: i32, dx: usize, dy: usize, magnitude: usize): void {
  const above = row - (width + 2);
  const below = row + (width + 2);
  store<i16>(magnitude, 0);
  for (let x: usize = 0; x < <usize>width; x += 8) {
    const upperLeft = v128.load_ext<u8>(above + x);
    const upperRight = v128.load_ext<u8>(above + x, 2);
    const lowerLeft = v128.load_ext<u8>(below + x);
    const lowerRight = v128.load_ext<u8>(below + x, 2);
    const beside = i16x8.sub(v128.load_ext<u8>(row + x, 2), v128.load_ext<u8>(row + x));
    const right = i16x8.add(upperRight, lowerRight);
    const left = i16x8.add(upperLeft, lowerLeft);
    const across = i16x8.add(i16x8.sub(right, left), i16x8.shl(beside, 1));
    const middle = i16x8.sub(v128.load_ext<u8>(below + x, 1), v128.load_ext<u8>(above + x, 1));
    const outer = i16x8.sub(i16x8.add(lowerLeft, lowerRight), i16x8.add(upperLeft, upperRight));
    const down = i16x8.add(outer, i16x8.shl(middle, 1));
    const to = (x + 1) << 1;
    v128.store(dx + to, across);
    v128.store(dy + to, down);
    v128.store(magnitude + to, i16x8.add(i16x8.abs(across), i16x8.abs(down)));
  }
  // What vectors have written past the end must not be taken for pixels.
  const end = magnitude + ((<usize>(width + 1)) << 1);
  v128.store(end, i64x2.splat(0));
}

/** Whether the magnitude is the largest along the gradient. */
function isPeak(magnitude: usize, stride: usize, dx: i32, dy: i32): bool {
  const here = <i32>load<i16>(magnitude);
  const width = abs(dx);
  const across = width * tangent;
  const down = abs(dy) << 15;
  if (down < across) {
    return here > <i32>load<i16>(magnitude - 2) && here >= <i32>load<i16>(magnitude + 2);
  }
  if (down > across + (width << 16)) {
    return here > <i32>load<i16>(magnitude - stride) && here >= <i32>load<i16>(magnitude + stride);
  }
  const side = (dx ^ dy) < 0 ? -2 : 2;
  return here > <i32>load<i16>(magnitude - stride - side) && here > <i32>load<i16>(magnitude + stride + side);
}
