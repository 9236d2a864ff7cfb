// What the module exports. One entry for all ops: calls from JavaScript are quickest where they always go to the same
// function. The numbers are those of src/op-kernels.ts.
import { autocontrast } from './autocontrast';
import { brightness } from './brightness';
import { color } from './color';
import { contrast } from './contrast';
import { equalize } from './equalize';
import { horizontalFlip } from './flip';
import { fillFractionTable } from './fraction';
import { rotate } from './rotate';
import { sharpness } from './sharpness';
import { shearX } from './shear-x';
import { shearY } from './shear-y';
import { translateX, translateY } from './translate';
import { posterize, solarize } from './values';

export { mix } from './mix';
export { exactPixels } from './pixel';
export { resampleAcross, resampleDown } from './resample';

export function run(
  kernel: i32,
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  channels: i32,
  scratch: usize,
): void {
  switch (kernel) {
    case 1:
      return autocontrast(source, target, width, height, channels);
    case 2:
      return equalize(source, target, width, height, channels);
    case 3:
      return posterize(source, target, width, height, channels);
    case 4:
      return solarize(source, target, width, height, channels);
    case 5:
      return rotate(source, target, width, height, channels, scratch);
    case 6:
      return shearX(source, target, width, height, channels, scratch);
    case 7:
      return shearY(source, target, width, height, channels, scratch);
    case 8:
      return translateX(source, target, width, height, channels, scratch);
    case 9:
      return translateY(source, target, width, height, channels, scratch);
    case 10:
      return color(source, target, width, height);
    case 11:
      return contrast(source, target, width, height, channels);
    case 12:
      return brightness(source, target, width, height, channels);
    case 13:
      return sharpness(source, target, width, height, channels);
    case 14:
      return horizontalFlip(source, target, width, height, channels);
  }
}

fillFractionTable();
