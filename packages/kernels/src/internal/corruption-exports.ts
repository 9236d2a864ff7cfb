import type { LinearMemory } from './webassembly.js';

/** What assembly-corruptions/index.ts exports. */
export interface CorruptionExports {
  readonly memory: LinearMemory;
  boxAcross(
    source: number,
    target: number,
    rows: number,
    inputRow: number,
    outputWidth: number,
    channels: number,
    taps: number,
  ): void;
  boxDown(source: number, target: number, row: number, outputHeight: number, taps: number): void;
  canny(padded: number, width: number, height: number, low: number, high: number, scratch: number): void;
  contrast(source: number, target: number, pixels: number, channels: number, factor: number): void;
  disk(
    padded: number,
    target: number,
    row: number,
    height: number,
    channels: number,
    reach: number,
    classes: number,
    lastClass: number,
    taps: number,
    lastTap: number,
    bound: number,
    scratch: number,
    folded: number,
  ): void;
  distanceTo(marks: number, width: number, height: number, distance: number, steps: number): void;
  displace(
    source: number,
    target: number,
    width: number,
    height: number,
    channels: number,
    dx: number,
    dy: number,
  ): void;
  elasticStart(source: number, target: number, pixels: number, channels: number): void;
  fillSigned(target: number, count: number): void;
  toDisplacements(values: number, count: number, alpha: number): void;
  warp(source: number, target: number, width: number, height: number, columns: number, rows: number): void;
  exactValues(): number;
  fog(
    source: number,
    target: number,
    width: number,
    height: number,
    channels: number,
    map: number,
    mapSize: number,
    thickness: number,
    hazes: number,
  ): void;
  gaussian(
    source: number,
    target: number,
    row: number,
    height: number,
    channels: number,
    radius: number,
    taps: number,
    rows: number,
    edges: number,
    scratch: number,
    output: number,
  ): void;
  gaussianLevels(
    source: number,
    target: number,
    row: number,
    height: number,
    channels: number,
    radius: number,
    taps: number,
    singleTaps: number,
    rows: number,
    edges: number,
    bound: number,
    scratch: number,
    units: number,
    singles: number,
  ): void;
  displaceGlass(
    data: number,
    width: number,
    height: number,
    channels: number,
    maxDelta: number,
    iterations: number,
    otherLow: number,
    otherHigh: number,
  ): void;
  hsv(source: number, target: number, pixels: number, factor: number, shift: number, lift: number): void;
  jpegColour(
    source: number,
    target: number,
    width: number,
    height: number,
    luminance: number,
    chrominance: number,
    scratch: number,
  ): void;
  jpegGrey(source: number, target: number, width: number, height: number, table: number, plane: number): void;
  motion(
    padded: number,
    stride: number,
    target: number,
    row: number,
    height: number,
    count: number,
    offsets: number,
    weights: number,
    singles: number,
    bound: number,
  ): void;
  gaussianNoise(source: number, target: number, length: number, sigma: number): void;
  shotNoise(source: number, target: number, length: number): void;
  speckleNoise(source: number, target: number, length: number, sigma: number): void;
  fillNormal(target: number, count: number): void;
  pad(
    source: number,
    target: number,
    width: number,
    height: number,
    channels: number,
    reach: number,
    rows: number,
    columns: number,
  ): void;
  toSingles(source: number, target: number, length: number): void;
  plasma(map: number, size: number, decay: number): void;
  colour(
    source: number,
    target: number,
    shares: number,
    pixels: number,
    red: number,
    green: number,
    blue: number,
    isClear: number,
  ): void;
  drops(layer: number, target: number, length: number, threshold: number): void;
  emboss(padded: number, target: number, width: number, height: number): void;
  equalize(data: number, length: number, scratch: number): void;
  light(padded: number, liquid: number, target: number, width: number, height: number): number;
  mudShares(shares: number, length: number): void;
  nearness(distance: number, target: number, width: number, height: number, columns: number): void;
  splashes(layer: number, length: number, threshold: number): void;
  waterShares(source: number, target: number, length: number, strongest: number, intensity: number): void;
  cutMap(map: number, mapSize: number, target: number, width: number, height: number): void;
  flakes(
    layer: number,
    target: number,
    width: number,
    height: number,
    rows: number,
    columns: number,
    threshold: number,
  ): void;
  frost(
    source: number,
    target: number,
    pixels: number,
    crystals: number,
    density: number,
    imageWeight: number,
    frostWeight: number,
  ): void;
  scaleNoise(values: number, length: number, loc: number, scale: number): void;
  snow(source: number, target: number, layer: number, pixels: number, mix: number): void;
  seedWords(low: number, high: number): void;
  zoomAdd(
    pixels: number,
    sums: number,
    width: number,
    height: number,
    rows: number,
    columns: number,
    scratch: number,
  ): void;
  zoomEnd(
    pixels: number,
    sums: number,
    target: number,
    count: number,
    channels: number,
    divisor: number,
  ): void;
  zoomStart(source: number, pixels: number, sums: number, count: number, channels: number): void;
}
