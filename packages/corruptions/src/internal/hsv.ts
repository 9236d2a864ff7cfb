import type { Image } from '@augmix/core';
import { toUnit, fromUnit } from './unit-image.js';

/**
 * Changes saturation and value (each 0 … 1) of every pixel of an RGB image.
 *
 * This is scikit-image's `rgb2hsv` and `hsv2rgb`, operation by operation: another order of the same formulas gives other
 * last bits, and truncation turns them into other levels.
 */
export function mapHsv(
  image: Image,
  changeSaturation: (saturation: number) => number,
  changeValue: (value: number) => number,
): Image {
  const values = toUnit(image);
  for (let index = 0; index < values.length; index += 3) {
    const red = values[index];
    const green = values[index + 1];
    const blue = values[index + 2];
    const highest = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
    const lowest = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
    const delta = highest - lowest;

    let hue = 0;
    if (delta !== 0) {
      if (blue === highest) hue = (4 + (red - green) / delta) / 6;
      else if (green === highest) hue = (2 + (blue - red) / delta) / 6;
      else hue = (green - blue) / delta / 6;
      if (hue < 0) hue += 1;
    }
    const saturation = changeSaturation(delta === 0 ? 0 : delta / highest);
    const value = changeValue(highest);

    const sector = Math.floor(hue * 6);
    const fraction = hue * 6 - sector;
    const low = value * (1 - saturation);
    const falling = value * (1 - fraction * saturation);
    const rising = value * (1 - (1 - fraction) * saturation);
    // Sector 0, and 6 for a hue that rounded up to 1.
    let r = value;
    let g = rising;
    let b = low;
    if (sector === 1) {
      r = falling;
      g = value;
    } else if (sector === 2) {
      r = low;
      g = value;
      b = rising;
    } else if (sector === 3) {
      r = low;
      g = falling;
      b = value;
    } else if (sector === 4) {
      r = rising;
      g = low;
      b = value;
    } else if (sector === 5) {
      g = low;
      b = falling;
    }
    values[index] = r;
    values[index + 1] = g;
    values[index + 2] = b;
  }
  return fromUnit(image, values);
}
