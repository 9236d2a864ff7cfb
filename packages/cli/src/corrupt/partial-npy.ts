import { existsSync } from 'node:fs';
import { mkdir, open, rename, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AugmixError } from '@augmix/core';
import { writeError } from '@augmix/core/node';
import { encodeNpyHeader } from '@augmix/data';

/**
 * An npy file of images that is written from its start to its end, under a temporary name until it is complete.
 *
 * A process may be killed at any time: whoever goes on says how many images are known to be on the disk, and what stands behind
 * them is overwritten.
 */
export class PartialNpy {
  readonly #path: string;
  readonly #handle: FileHandle;
  #position: number;

  private constructor(path: string, handle: FileHandle, position: number) {
    this.#path = path;
    this.#handle = handle;
    this.#position = position;
  }

  static partialPath = (path: string): string => `${path}.partial`;

  /**
   * How many images of a file can be kept: all, when it is complete, those recorded, when they are there, else none.
   *
   * @throws AugmixError `RUN_EXISTS` when there is a complete file that is not in the record
   */
  static async kept(path: string, shape: readonly number[], recorded: number): Promise<number> {
    const bytes = (images: number): number => fileBytes(shape, images);
    if (existsSync(path)) {
      if (recorded === shape[0] && (await stat(path)).size === bytes(recorded)) return recorded;
      throw new AugmixError(
        'RUN_EXISTS',
        'the file is there already, and was not written with these settings',
        {
          file: path,
          suggestion: 'use another folder, or remove it',
        },
      );
    }
    const partial = await stat(PartialNpy.partialPath(path)).catch(() => undefined);
    return partial && partial.size >= bytes(recorded) ? recorded : 0;
  }

  /** Opens a file to write on behind its first `kept` images. */
  static async open(path: string, shape: readonly number[], kept: number): Promise<PartialNpy> {
    const partial = PartialNpy.partialPath(path);
    try {
      await mkdir(dirname(path), { recursive: true });
      const handle = await open(partial, kept > 0 ? 'r+' : 'w');
      const end = fileBytes(shape, kept);
      if (kept === 0) await handle.write(encodeNpyHeader('uint8', shape), 0, undefined, 0);
      await handle.truncate(end);
      return new PartialNpy(path, handle, end);
    } catch (cause) {
      throw writeError(partial, cause);
    }
  }

  /** Appends; when it returns, the bytes are on the disk. */
  async append(bytes: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await this.#handle.write(bytes, done, undefined, this.#position + done);
        done += bytesWritten;
      }
      this.#position += bytes.length;
      await this.#handle.datasync();
    } catch (cause) {
      throw writeError(PartialNpy.partialPath(this.#path), cause);
    }
  }

  /** Gives the complete file its name. */
  async finish(): Promise<void> {
    try {
      await this.#handle.sync();
      await this.#handle.close();
      await rename(PartialNpy.partialPath(this.#path), this.#path);
    } catch (cause) {
      throw writeError(this.#path, cause);
    }
  }

  async close(): Promise<void> {
    await this.#handle.close().catch(() => {});
  }
}

function fileBytes([count, ...image]: readonly number[], images: number): number {
  return encodeNpyHeader('uint8', [count, ...image]).length + images * image.reduce((a, b) => a * b, 1);
}
