// What the module exports. The kernels' order is their number (src/op-kernels.ts).
import { fillFractionTable } from './fraction';

export { autocontrast } from './autocontrast';
export { brightness } from './brightness';
export { color } from './color';
export { contrast } from './contrast';
export { equalize } from './equalize';
export { mix } from './mix';
export { exactPixels } from './pixel';
export { rotate } from './rotate';
export { sharpness } from './sharpness';
export { shearX } from './shear-x';
export { shearY } from './shear-y';
export { translateX, translateY } from './translate';
export { posterize, solarize } from './values';

fillFractionTable();
