import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AugmixError, isAugmixError } from '@augmix/core';
import { writeError } from '@augmix/core/node';

const blockBytes = 512;

/**
 * Extracts chosen regular files of a gzipped tar archive (ustar). Only names that are asked for are ever written, so
 * a hostile name in the archive leads nowhere.
 *
 * @param wanted - path within the archive → file to write
 * @throws AugmixError `DATA_TRUNCATED` when the archive ends early, `DATA_INVALID` when it is no such archive or lacks
 * a wanted file, `WRITE_FAILED`.
 */
export async function extractTarGz(archive: string, wanted: ReadonlyMap<string, string>): Promise<void> {
  const missing = new Set(wanted.keys());
  try {
    await pipeline(createReadStream(archive), createGunzip(), async (source: AsyncIterable<Uint8Array>) => {
      const bytes = new ByteSource(source, archive);
      for (;;) {
        const header = await bytes.exactly(blockBytes);
        if (header.every((byte) => byte === 0)) break;
        const { name, size, isFile } = parseHeader(header, archive);
        const target = isFile ? wanted.get(name) : undefined;
        if (target) missing.delete(name);
        await copyEntry(bytes, size, target);
        await bytes.skip((blockBytes - (size % blockBytes)) % blockBytes);
      }
      await bytes.drain();
    });
  } catch (cause) {
    if (isAugmixError(cause)) throw cause;
    const ended = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    throw new AugmixError(
      ended ? 'DATA_TRUNCATED' : 'DATA_INVALID',
      ended ? 'the archive ends too early' : `the archive cannot be unpacked: ${(cause as Error).message}`,
      { file: archive, cause },
    );
  }
  if (missing.size > 0) {
    throw new AugmixError('DATA_INVALID', `the archive lacks ${[...missing].join(', ')}`, { file: archive });
  }
}

function parseHeader(header: Uint8Array, archive: string): { name: string; size: number; isFile: boolean } {
  const text = (start: number, length: number) =>
    Buffer.from(header.subarray(start, start + length))
      .toString('utf8')
      .replace(/\0.*$/s, '');
  const size = Number.parseInt(text(124, 12).trim(), 8);
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (Number.isNaN(size) || sum !== Number.parseInt(text(148, 8).trim(), 8)) {
    throw new AugmixError('DATA_INVALID', 'a header in the archive is damaged', { file: archive });
  }
  const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
  const type = text(156, 1);
  return {
    name: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100),
    size,
    isFile: type === '0' || type === '',
  };
}

async function copyEntry(bytes: ByteSource, size: number, target: string | undefined): Promise<void> {
  if (!target) return bytes.skip(size);
  const handle = await open(target, 'w').catch((cause: unknown) => {
    throw writeError(target, cause);
  });
  try {
    for (let left = size; left > 0;) {
      const piece = await bytes.atMost(left);
      await handle.writeFile(piece).catch((cause: unknown) => {
        throw writeError(target, cause);
      });
      left -= piece.length;
    }
    // The folder is renamed once it is complete; what it holds must be on disk before.
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Takes counted bytes from a stream of chunks. */
class ByteSource {
  private chunk: Uint8Array = new Uint8Array(0);
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(
    source: AsyncIterable<Uint8Array>,
    private readonly archive: string,
  ) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  async atMost(count: number): Promise<Uint8Array> {
    while (this.chunk.length === 0) {
      const next = await this.chunks.next();
      if (next.done)
        throw new AugmixError('DATA_TRUNCATED', 'the archive ends too early', { file: this.archive });
      this.chunk = next.value;
    }
    const piece = this.chunk.subarray(0, count);
    this.chunk = this.chunk.subarray(piece.length);
    return piece;
  }

  async exactly(count: number): Promise<Uint8Array> {
    const result = new Uint8Array(count);
    for (let done = 0; done < count;) {
      const piece = await this.atMost(count - done);
      result.set(piece, done);
      done += piece.length;
    }
    return result;
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) left -= (await this.atMost(left)).length;
  }

  /** Reads to the end, so that a cut gzip trailer is noticed. */
  async drain(): Promise<void> {
    while (!(await this.chunks.next()).done);
  }
}
