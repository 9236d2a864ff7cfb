// scikit-image's `rgb2hsv` and `hsv2rgb`, operation by operation: another order of the same formulas gives other last
// bits, and truncation turns them into other levels.

/** Writes hue, saturation and value (each 0 … 1) of one colour to `hsv`. */
export function rgbToHsv(red: number, green: number, blue: number, hsv: Float64Array): void {
  const value = Math.max(red, green, blue);
  const delta = value - Math.min(red, green, blue);
  hsv[2] = value;
  if (delta === 0) {
    hsv[0] = 0;
    hsv[1] = 0;
    return;
  }
  let sector: number;
  if (blue === value) sector = 4 + (red - green) / delta;
  else if (green === value) sector = 2 + (blue - red) / delta;
  else sector = (green - blue) / delta;
  const hue = (sector / 6) % 1;
  hsv[0] = hue < 0 ? hue + 1 : hue;
  hsv[1] = delta / value;
}

/** Writes red, green and blue of the colour in `hsv` to `rgb` at `offset`. */
export function hsvToRgb(hsv: Float64Array, rgb: Float64Array, offset: number): void {
  const [hue, saturation, value] = hsv;
  const sector = Math.floor(hue * 6);
  const fraction = hue * 6 - sector;
  const low = value * (1 - saturation);
  const falling = value * (1 - fraction * saturation);
  const rising = value * (1 - (1 - fraction) * saturation);
  const set = (red: number, green: number, blue: number): void => {
    rgb[offset] = red;
    rgb[offset + 1] = green;
    rgb[offset + 2] = blue;
  };
  switch (sector % 6) {
    case 0:
      return set(value, rising, low);
    case 1:
      return set(falling, value, low);
    case 2:
      return set(low, value, rising);
    case 3:
      return set(low, falling, value);
    case 4:
      return set(rising, low, value);
    default:
      return set(value, low, falling);
  }
}

/** Changes every colour of RGB values in place; `change` gets hue, saturation and value and writes into them. */
export function changeHsv(values: Float64Array, change: (hsv: Float64Array) => void): void {
  const hsv = new Float64Array(3);
  for (let index = 0; index < values.length; index += 3) {
    rgbToHsv(values[index], values[index + 1], values[index + 2], hsv);
    change(hsv);
    hsvToRgb(hsv, values, index);
  }
}
