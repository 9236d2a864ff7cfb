import { blendLanes } from './blend';
import { lumaOf } from './luma';
import { parameter } from './memory';

/** Blends RGB with its luma. Parameter 0: factor. */
export function color(source: usize, target: usize, width: i32, height: i32): void {
  const factor = f32x4.splat(<f32>parameter(0));
  const end = target + <usize>(width * height * 3);
  do {
    const pixels = v128.load(source);
    const grey = f32x4.convert_i32x4_s(lumaOf(pixels));
    const first = blendLanes(i32x4.shuffle(grey, grey, 0, 0, 0, 1), values(pixels, 0), factor);
    const second = blendLanes(i32x4.shuffle(grey, grey, 1, 1, 2, 2), values(pixels, 4), factor);
    const third = blendLanes(i32x4.shuffle(grey, grey, 2, 3, 3, 3), values(pixels, 8), factor);
    const low = i16x8.narrow_i32x4_u(first, second);
    const high = i16x8.narrow_i32x4_u(third, third);
    v128.store(target, i8x16.narrow_i16x8_u(low, high)); // four bytes too many, for the next pixels
    source += 12;
    target += 12;
  } while (target < end);
}

/** Four of the bytes as floats. */
// @inline
function values(bytes: v128, from: i8): v128 {
  const none: i8 = -128;
  const pattern = i8x16(
    from,
    none,
    none,
    none,
    from + 1,
    none,
    none,
    none,
    from + 2,
    none,
    none,
    none,
    from + 3,
    none,
    none,
    none,
  );
  return f32x4.convert_i32x4_s(i8x16.swizzle(bytes, pattern));
}
