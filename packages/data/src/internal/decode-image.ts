import { createImage, type Image } from '@augmix/core';

/**
 * Decodes an image file as Pillow does: levels as they stand in the file, without its colour profile, but turned as its EXIF
 * orientation says. Grey stays one channel unless three are asked for, and only then is alpha left out.
 *
 * @throws Error of the decoder when the bytes are not an image, or damaged
 */
export async function decodeImage(bytes: Uint8Array, channels?: 3): Promise<Image> {
  const { default: sharp } = await import('sharp');
  const file = sharp(bytes, { failOn: 'error', ignoreIcc: true });
  const { space, hasAlpha } = await file.metadata();
  const isGrey = (space === 'b-w' || space === 'grey16') && !hasAlpha;
  const isCmyk = space === 'cmyk';
  let pipeline = file.autoOrient();
  if (isCmyk) pipeline = pipeline.pipelineColourspace('cmyk').toColourspace('cmyk');
  else pipeline = pipeline.toColourspace(isGrey && channels !== 3 ? 'b-w' : 'srgb');
  if (hasAlpha && (isCmyk || channels === 3)) pipeline = pipeline.removeAlpha();
  const { data, info } = await pipeline.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (isCmyk) return createImage(info.width, info.height, 3, rgbOfCmyk(pixels));
  return createImage(info.width, info.height, info.channels, pixels);
}

/** Pillow's arithmetic, which knows nothing of inks. */
function rgbOfCmyk(pixels: Uint8Array): Uint8Array {
  const colours = new Uint8Array((pixels.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    const light = 255 - pixels[from + 3];
    for (let ink = from; ink < from + 3; ink++) {
      const product = pixels[ink] * light + 128;
      colours[to++] = light - (((product >> 8) + product) >> 8);
    }
  }
  return colours;
}
