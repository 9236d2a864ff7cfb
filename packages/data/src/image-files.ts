import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AugmixError, type Image } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';
import { decodeImage } from './internal/decode-image.js';

const extensions = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.tif', '.tiff', '.avif']);

/** Settings of {@link readImage}. */
export interface ReadImageOptions {
  /** 3 makes RGB of every file: grey levels are repeated and alpha is left out. Default: as the file has it. */
  channels?: 3;
}

/**
 * Reads an image file as 8-bit levels: grey (1 channel), RGB (3) or RGBA (4, also for grey with alpha).
 *
 * PNG, JPEG, WebP, GIF (first frame), TIFF and AVIF. Rotated as its EXIF orientation says; palettes become RGB, and so does
 * CMYK, by Pillow's arithmetic; 16 bits become 8 by their high byte. Levels are taken as they stand in the file: embedded
 * colour profiles are not applied.
 *
 * @throws AugmixError `IMAGE_NOT_FOUND`, or `IMAGE_UNREADABLE` when the file is not an image or is damaged
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { readImage, writePng } from '@augmix/data/node';
 * await writePng('grey.png', createImage(4, 2, 1));
 * const { width, height, channels } = await readImage('grey.png');
 * [width, height, channels]; // => [4, 2, 1]
 * ```
 */
export async function readImage(path: string, options: ReadImageOptions = {}): Promise<Image> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT') {
      throw new AugmixError('IMAGE_NOT_FOUND', 'there is no such image', { file: path, cause });
    }
    throw new AugmixError('IMAGE_UNREADABLE', `the file cannot be read (${reason})`, { file: path, cause });
  }
  try {
    return await decodeImage(bytes, options.channels);
  } catch (cause) {
    throw new AugmixError('IMAGE_UNREADABLE', `not a readable image: ${(cause as Error).message}`, {
      file: path,
      cause,
    });
  }
}

/**
 * Writes an image of 1 to 4 channels as a PNG file, whole or not at all.
 *
 * @throws AugmixError `IMAGE_UNSUPPORTED` for more channels, `WRITE_FAILED`
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { readImage, writePng } from '@augmix/data/node';
 * await writePng('dot.png', createImage(1, 1, 3, Uint8Array.of(1, 2, 3)));
 * [...(await readImage('dot.png')).data]; // => [1, 2, 3]
 * ```
 */
export async function writePng(path: string, image: Image): Promise<void> {
  const { width, height, channels, data } = image;
  if (channels > 4) {
    throw new AugmixError('IMAGE_UNSUPPORTED', `an image of ${channels} channels cannot be a PNG file`, {
      file: path,
      expected: '1 to 4 channels',
    });
  }
  const { default: sharp } = await import('sharp');
  const raw = { width, height, channels: channels as 1 | 2 | 3 | 4 };
  await writeFileAtomic(
    path,
    await sharp(data, { raw })
      .toColourspace(channels < 3 ? 'b-w' : 'srgb')
      .png()
      .toBuffer(),
  );
}

/**
 * Paths of the image files in a folder (not below it), known by their extensions and sorted by name.
 *
 * @throws AugmixError `IMAGE_NOT_FOUND` when there is no such folder
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { listImages, writePng } from '@augmix/data/node';
 * await writePng('photos/b.png', createImage(1, 1, 3));
 * await writePng('photos/a.png', createImage(1, 1, 3));
 * (await listImages('photos')).map((path) => path.slice(-5)); // => ['a.png', 'b.png']
 * ```
 */
export async function listImages(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AugmixError('IMAGE_NOT_FOUND', 'there is no such folder', { file: folder, cause });
  });
  return entries
    .filter((entry) => !entry.isDirectory() && extensions.has(extname(entry.name).toLowerCase()))
    .map(({ name }) => join(folder, name))
    .sort();
}
