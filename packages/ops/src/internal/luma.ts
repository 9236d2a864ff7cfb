/** ITU-R 601 luma in Pillow's 16.16 fixed point, rounded to the nearest integer. */
export function luma(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}
