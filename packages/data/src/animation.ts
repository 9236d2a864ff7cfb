import { extname } from 'node:path';
import { AugmixError, type Image } from '@augmix/core';
import { writeFileAtomic } from '@augmix/core/node';

/** Settings of {@link writeAnimation}. */
export interface AnimationOptions {
  /** How long a frame is shown, in milliseconds; default 100. */
  delay?: number;
}

/**
 * Writes RGB images of one size as an animated file that repeats, whole or not at all: `.webp`, without loss, or `.gif`, whose
 * 256 colours per frame are not the image's.
 *
 * Equal frames one after the other may become one that is shown longer.
 *
 * @throws AugmixError `IMAGE_UNSUPPORTED` when the name has another ending, there are no frames, or they are not RGB of one
 * size; `WRITE_FAILED`
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { readImage, writeAnimation } from '@augmix/data/node';
 * const levels = [0, 128, 255];
 * const frames = levels.map((level) => createImage(4, 4, 3, new Uint8Array(48).fill(level)));
 * await writeAnimation('grey.webp', frames, { delay: 50 });
 * (await readImage('grey.webp')).width; // => 4
 * ```
 */
export async function writeAnimation(
  path: string,
  frames: readonly Image[],
  { delay = 100 }: AnimationOptions = {},
): Promise<void> {
  const format = extname(path).toLowerCase();
  if (format !== '.webp' && format !== '.gif') {
    throw unsupported(path, 'an animation cannot have this ending', '.webp or .gif');
  }
  if (frames.length === 0) throw unsupported(path, 'there are no frames');
  const [{ width, height }] = frames;
  if (frames.some((frame) => frame.width !== width || frame.height !== height || frame.channels !== 3)) {
    throw unsupported(path, 'the frames differ', `RGB images of ${width}×${height}`);
  }
  const { default: sharp } = await import('sharp');
  const stack = Buffer.concat(frames.map(({ data }) => data));
  const raw = { width, height: height * frames.length, channels: 3, pageHeight: height } as const;
  const timing = { delay: frames.map(() => delay), loop: 0 };
  const animation = sharp(stack, { raw });
  const encoded =
    format === '.webp'
      ? animation.webp({ lossless: true, ...timing })
      : animation.gif({ ...timing, dither: 0 });
  await writeFileAtomic(path, await encoded.toBuffer());
}

const unsupported = (file: string, message: string, expected?: string): AugmixError =>
  new AugmixError('IMAGE_UNSUPPORTED', message, { file, expected });
