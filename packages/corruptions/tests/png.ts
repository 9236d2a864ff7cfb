// Just enough PNG for the photographs beside these tests: 8-bit RGB without interlacing.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { createImage, type Image } from '@augmix/core';

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

export function readPng(url: URL): Image {
  const file = readFileSync(url);
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
    }
  }
  const image = createImage(file.readUInt32BE(16), file.readUInt32BE(20), 3);
  const { data } = image;
  const raw = inflateSync(Buffer.concat(parts));
  const stride = 3 * image.width;
  for (let index = 0; index < data.length; index++) {
    const row = Math.floor(index / stride);
    const isFirst = index % stride < 3;
    const left = isFirst ? 0 : data[index - 3];
    const up = row === 0 ? 0 : data[index - stride];
    const corner = isFirst || row === 0 ? 0 : data[index - stride - 3];
    const filters = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
    data[index] = raw[index + row + 1] + filters[raw[row * (stride + 1)]];
  }
  return image;
}
