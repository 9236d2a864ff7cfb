import { transformFilter, transformFilterGradient } from './winograd-transforms';

/**
 * A filter of 3×3, packed in panels `[panel][3][3][channel][8]`, → 36 planes of `[panel][channel][8]`. `tile` has room for
 * 18 vectors.
 */
export function transformFilters(
  panels: usize,
  planes: usize,
  channels: i32,
  outChannels: i32,
  planeBytes: usize,
  tile: usize,
): void {
  const place = (<usize>channels) << 5;
  const planesEnd = planes + ((<usize>(channels * outChannels)) << 2);
  do {
    const panelEnd = planes + place;
    do {
      let source = panels;
      let at = tile;
      do {
        transformFilter(
          v128.load(source),
          v128.load(source + 3 * place),
          v128.load(source + 6 * place),
          at,
          48,
        );
        source += place;
        at += 16;
      } while (at < tile + 48);
      let plane = planes;
      at = tile;
      do {
        transformFilter(v128.load(at), v128.load(at, 16), v128.load(at, 32), plane, planeBytes);
        plane += 6 * planeBytes;
        at += 48;
      } while (at < tile + 288);
      panels += 16;
      planes += 16;
    } while (planes < panelEnd);
    panels += 8 * place;
  } while (planes < planesEnd);
}

/** 36 planes of sums, `[channel][paddedOut]`, → the gradient of the filter `[3, 3, channels, outChannels]`. */
export function transformFilterGradients(
  planes: usize,
  filter: usize,
  channels: i32,
  outChannels: i32,
  paddedOut: i32,
  tile: usize,
): void {
  const planeBytes = (<usize>(channels * paddedOut)) << 2;
  const place = (<usize>(channels * outChannels)) << 2;
  for (let channel = 0; channel < channels; channel++) {
    for (let out = 0; out < outChannels; out += 4) {
      let plane = planes + ((<usize>(channel * paddedOut + out)) << 2);
      let at = tile;
      do {
        transformFilterGradient(
          v128.load(plane),
          v128.load(plane + 6 * planeBytes),
          v128.load(plane + 12 * planeBytes),
          v128.load(plane + 18 * planeBytes),
          v128.load(plane + 24 * planeBytes),
          v128.load(plane + 30 * planeBytes),
          at,
          96,
        );
        plane += planeBytes;
        at += 16;
      } while (at < tile + 96);
      let target = filter + ((<usize>(channel * outChannels + out)) << 2);
      at = tile;
      do {
        transformFilterGradient(
          v128.load(at),
          v128.load(at, 16),
          v128.load(at, 32),
          v128.load(at, 48),
          v128.load(at, 64),
          v128.load(at, 80),
          target,
          place,
        );
        target += 3 * place;
        at += 96;
      } while (at < tile + 288);
    }
  }
}
