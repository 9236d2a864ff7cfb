// What the module exports.
import { fillZiggurat } from './normal';
import { fillUnits } from './unit';

export { boxAcross, boxDown } from './box';
export { canny } from './canny';
export { contrast } from './contrast';
export { disk } from './disk';
export { distanceTo } from './distance';
export { displace, elasticStart, fillSigned, toDisplacements, warp } from './elastic';
export { exactValues } from './exact';
export { fog } from './fog';
export { gaussian } from './gaussian';
export { gaussianLevels } from './gaussian-levels';
export { displaceGlass } from './glass';
export { hsv } from './hsv';
export { jpegColour, jpegGrey } from './jpeg';
export { motion } from './motion';
export { gaussianNoise, shotNoise, speckleNoise } from './noise';
export { fillNormal } from './normal';
export { pad, toSingles } from './pad';
export { plasma } from './plasma';
export {
  colour,
  drops,
  emboss,
  equalize,
  light,
  mudShares,
  nearness,
  splashes,
  waterShares,
} from './spatter';
export { cutMap, flakes, frost, scaleNoise, snow } from './weather';
export { seedWords } from './words';
export { zoomAdd, zoomEnd, zoomStart } from './zoom';

fillUnits();
fillZiggurat();
