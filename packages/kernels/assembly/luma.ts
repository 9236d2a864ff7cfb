// ITU-R 601 luma in Pillow's 16.16 fixed point, rounded: (19595 R + 38470 G + 7471 B + 2¹⁵) / 2¹⁶.

/** The luma of four RGB pixels, from their twelve bytes. */
// @inline
export function lumaOf(pixels: v128): v128 {
  const redGreen = i8x16.swizzle(
    pixels,
    i8x16(0, -128, 1, -128, 3, -128, 4, -128, 6, -128, 7, -128, 9, -128, 10, -128),
  );
  const greenBlue = i8x16.swizzle(
    pixels,
    i8x16(1, -128, 2, -128, 4, -128, 5, -128, 7, -128, 8, -128, 10, -128, 11, -128),
  );
  // Green's weight does not fit a signed 16-bit factor: half of it goes into each product.
  const first = i32x4.dot_i16x8_s(redGreen, i32x4.splat(19595 | (19235 << 16)));
  const second = i32x4.dot_i16x8_s(greenBlue, i32x4.splat(19235 | (7471 << 16)));
  return i32x4.shr_u(i32x4.add(i32x4.add(first, second), i32x4.splat(0x8000)), 16);
}
