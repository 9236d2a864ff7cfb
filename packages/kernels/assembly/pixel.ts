/** How many pixels were computed one by one since the module was loaded, the slow way that is always exact. */
let pixels: u32 = 0;

export function exactPixels(): u32 {
  return pixels;
}

// @inline
export function floorToInteger(value: f64): i32 {
  return value < 0.0 ? <i32>Math.floor(value) : <i32>value;
}

/**
 * Pillow's bilinear sample of one pixel in its own arithmetic: double precision, coordinates clamped at the edges, the
 * result truncated. Leaves the target alone when (x, y) lies outside the image.
 */
export function samplePixel(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  x: f64,
  y: f64,
): void {
  pixels++;
  if (x < 0.0 || x >= <f64>width || y < 0.0 || y >= <f64>height) return;
  const column = floorToInteger(x - 0.5);
  const row = floorToInteger(y - 0.5);
  const dx = x - 0.5 - <f64>column;
  const dy = y - 0.5 - <f64>row;
  const left = <usize>(max(column, 0) * channels);
  const right = <usize>(min(column + 1, width - 1) * channels);
  const top = source + <usize>(max(row, 0) * width * channels);
  const bottom = source + <usize>(min(row + 1, height - 1) * width * channels);
  for (let channel: usize = 0; channel < <usize>channels; channel++) {
    const nearTop = <f64>load<u8>(top + left + channel);
    const nearBottom = <f64>load<u8>(bottom + left + channel);
    const upper = nearTop + (<f64>load<u8>(top + right + channel) - nearTop) * dx;
    const lower = nearBottom + (<f64>load<u8>(bottom + right + channel) - nearBottom) * dx;
    store<u8>(target + channel, <u8>(<i32>(upper + (lower - upper) * dy)));
  }
}
