import { createImage, type Image } from '@augmix/core';

/** `[a, b, c, d, e, f]`: the output's point (x, y) is taken from the input's (a·x + b·y + c, d·x + e·y + f). */
export type InverseAffine = readonly [number, number, number, number, number, number];

interface Move {
  /** Clockwise on the screen, about the middle. */
  degrees?: number;
  scale?: number;
  /** Degrees by which vertical lines lean. */
  shear?: number;
}

/**
 * The matrix of torchvision's `affine` up to version 0.3. Its middle lies half a pixel to the right and below the
 * image's, so that turned, scaled and sheared images are slightly off.
 */
export function moveAboutMiddle(
  { width, height }: Image,
  { degrees = 0, scale = 1, shear = 0 }: Move,
): InverseAffine {
  const [middleX, middleY] = [width * 0.5 + 0.5, height * 0.5 + 0.5];
  const turn = degrees * (Math.PI / 180);
  const lean = turn + shear * (Math.PI / 180);
  const { cos, sin } = Math;
  const factor = 1 / scale / (cos(lean) * cos(turn) + sin(lean) * sin(turn));
  const [a, b, d, e] = [cos(lean), sin(lean), -sin(turn), cos(turn)].map((value) => factor * value);
  return [a, b, a * -middleX + b * -middleY + middleX, d, e, d * -middleX + e * -middleY + middleY];
}

const clamp = (position: number, length: number): number =>
  position < 0 ? 0 : position >= length ? length - 1 : position;

/** Pillow's `transform(size, AFFINE, matrix, BILINEAR)`: black outside, results truncated. */
export function affineBilinear(image: Image, [a, b, c, d, e, f]: InverseAffine): Image {
  const { data, width, height, channels } = image;
  const result = createImage(width, height, channels);
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index += channels) {
      const atX = a * (x + 0.5) + b * (y + 0.5) + c;
      const atY = d * (x + 0.5) + e * (y + 0.5) + f;
      if (!(atX >= 0 && atX < width && atY >= 0 && atY < height)) continue;
      const [column, row] = [Math.floor(atX - 0.5), Math.floor(atY - 0.5)];
      const [shareX, shareY] = [atX - 0.5 - column, atY - 0.5 - row];
      const left = clamp(column, width) * channels;
      const right = clamp(column + 1, width) * channels;
      const upper = clamp(row, height) * width * channels;
      const lower = clamp(row + 1, height) * width * channels;
      for (let channel = 0; channel < channels; channel++) {
        const at = (place: number): number => data[place + channel];
        const top = at(upper + left) + (at(upper + right) - at(upper + left)) * shareX;
        const bottom = at(lower + left) + (at(lower + right) - at(lower + left)) * shareX;
        result.data[index + channel] = top + (bottom - top) * shareY;
      }
    }
  }
  return result;
}
