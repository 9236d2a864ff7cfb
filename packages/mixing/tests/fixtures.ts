// Images, streams and golden files that several suites share.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createImage, keyedStream, type Image, type RandomStream } from '@augmix/core';

/** The test image of the golden files, for any size and channel count. */
export function testImage(width: number, height = width, channels = 3): Image {
  const image = createImage(width, height, channels);
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        image.data[index++] = (7 * x + 13 * y + 29 * c + 3 * ((x * y) % 17)) % 256;
      }
    }
  }
  return image;
}

/** A default stream of this seed. */
export function viewStream(seed: number): RandomStream {
  return keyedStream({ seed, purpose: 'view' });
}

export function sha256({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
}

export function readGolden(name: string): any {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8'));
}
