import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { AugmixError } from '@augmix/core';
import { writeError } from '@augmix/core/node';

export interface DownloadSettings {
  /** Size and MD5 that the whole file must have. */
  bytes: number;
  md5: string;
  signal?: AbortSignal;
  /** Milliseconds until the first answer; short, so that a machine without internet soon goes on. */
  connectTimeout?: number;
  /** Milliseconds without a byte after which a download is given up. */
  stallTimeout?: number;
}

/**
 * Downloads a file over HTTP and verifies it.
 *
 * @throws AugmixError `DATA_UNAVAILABLE` when there is no good answer, `DATA_TRUNCATED` when the body ends early,
 * `DATA_CHECKSUM`, `WRITE_FAILED`. The file may be left incomplete: it belongs into a temporary folder.
 */
export async function download(url: string, file: string, settings: DownloadSettings): Promise<void> {
  const { bytes, md5, signal, connectTimeout = 8_000, stallTimeout = 60_000 } = settings;
  const patience = new AbortController();
  let timer = setTimeout(() => patience.abort(), connectTimeout);
  const wait = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => patience.abort(), milliseconds);
  };
  const hash = createHash('md5');
  let received = 0;
  try {
    const response = await fetch(url, {
      signal: signal ? AbortSignal.any([signal, patience.signal]) : patience.signal,
    }).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw new AugmixError('DATA_UNAVAILABLE', `not reachable (${reasonOf(cause)})`, { file: url, cause });
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new AugmixError('DATA_UNAVAILABLE', `the server answered ${response.status}`, { file: url });
    }
    const handle = await open(file, 'w').catch((cause: unknown) => {
      throw writeError(file, cause);
    });
    try {
      for await (const chunk of bodyOf(response.body, url, () => received, bytes, signal)) {
        wait(stallTimeout);
        hash.update(chunk);
        received += chunk.length;
        await handle.writeFile(chunk).catch((cause: unknown) => {
          throw writeError(file, cause);
        });
      }
    } finally {
      await handle.close();
    }
  } finally {
    clearTimeout(timer);
  }
  if (received < bytes) throw truncated(url, received, bytes);
  const found = hash.digest('hex');
  if (found !== md5) {
    throw new AugmixError('DATA_CHECKSUM', `the archive has the MD5 sum ${found}`, {
      file: url,
      expected: md5,
    });
  }
}

/** The body's chunks; a connection that breaks is told as a truncated file. */
async function* bodyOf(
  body: ReadableStream<Uint8Array>,
  url: string,
  received: () => number,
  bytes: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        signal?.throwIfAborted();
        throw truncated(url, received(), bytes, cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function truncated(url: string, received: number, bytes: number, cause?: unknown): AugmixError {
  return new AugmixError('DATA_TRUNCATED', `the archive ended after ${received} bytes`, {
    file: url,
    expected: `${bytes}`,
    suggestion: 'try again',
    cause,
  });
}

function reasonOf(error: unknown): string {
  if ((error as Error).name === 'AbortError') return 'no answer in time';
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
  return cause?.code || cause?.message || (error as Error).message;
}
