import { AugmixError, createImage, type Image } from '@augmix/core';

/** Settings of {@link contactSheet}. */
export interface ContactSheetOptions {
  /** Pixels between images and around them, default 2; not scaled. */
  gap?: number;
  /** Integer factor by which every pixel is repeated, default 1. */
  scale?: number;
  /** Grey level (0 … 255) or RGB colour of the gaps, default 255. */
  background?: number | readonly [number, number, number];
}

/**
 * Lays images out in a grid, one row per inner array. Cells are as large as the largest image; a smaller one stands at
 * the top left of its cell. Grey images become RGB, and an alpha channel is left out.
 *
 * @returns an RGB image
 * @throws AugmixError `INVALID_ARGUMENT` without any image, or for an option out of range
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { contactSheet } from '@augmix/data';
 * const tile = createImage(32, 32, 3);
 * const sheet = contactSheet([[tile, tile, tile]], { gap: 2, scale: 2 });
 * [sheet.width, sheet.height]; // => [200, 68]
 * ```
 */
export function contactSheet(rows: readonly (readonly Image[])[], options: ContactSheetOptions = {}): Image {
  const { gap = 2, scale = 1, background = 255 } = options;
  if (!Number.isInteger(gap) || gap < 0) throw outOfRange('gap', gap, 'an integer of at least 0');
  if (!Number.isInteger(scale) || scale < 1) throw outOfRange('scale', scale, 'an integer of at least 1');
  const images = rows.flat();
  if (images.length === 0) throw outOfRange('rows', '[]', 'at least one image');
  const cell = {
    width: Math.max(...images.map(({ width }) => width)) * scale + gap,
    height: Math.max(...images.map(({ height }) => height)) * scale + gap,
  };
  const columns = Math.max(...rows.map(({ length }) => length));
  const sheet = createImage(gap + columns * cell.width, gap + rows.length * cell.height, 3);
  const colour = typeof background === 'number' ? [background, background, background] : background;
  for (let at = 0; at < sheet.data.length; at += 3) sheet.data.set(colour, at);
  rows.forEach((row, y) =>
    row.forEach((image, x) => draw(image, sheet, gap + x * cell.width, gap + y * cell.height, scale)),
  );
  return sheet;
}

function draw(image: Image, sheet: Image, left: number, top: number, scale: number): void {
  // Grey (with or without alpha) has its level three times.
  const [green, blue] = image.channels < 3 ? [0, 0] : [1, 2];
  for (let y = 0; y < image.height * scale; y++) {
    for (let x = 0; x < image.width * scale; x++) {
      const from = (Math.floor(y / scale) * image.width + Math.floor(x / scale)) * image.channels;
      const to = ((top + y) * sheet.width + left + x) * 3;
      sheet.data[to] = image.data[from];
      sheet.data[to + 1] = image.data[from + green];
      sheet.data[to + 2] = image.data[from + blue];
    }
  }
}

function outOfRange(name: string, value: unknown, expected: string): AugmixError {
  return new AugmixError('INVALID_ARGUMENT', `contact sheet: ${name} is ${String(value)}`, { expected });
}
