import type { AnyPlugin, Registry } from '@augmix/core';
import { openTaskThreads, type TaskRunner } from '../threads/task-threads.js';
import { ChunkMaker, type ChunkRequest, type ChunkSpec } from './chunk-maker.js';

/** Makes chunks, in order, some of them ahead. */
export interface ChunkPool {
  chunks<Request extends ChunkRequest>(requests: Iterable<Request>): AsyncGenerator<[Request, Uint8Array]>;
  close(): Promise<void>;
}

/** A pool of worker threads, or with 0 of them the calling thread. */
export async function openChunkPool(
  registry: Registry<AnyPlugin>,
  spec: ChunkSpec,
  workers: number,
): Promise<ChunkPool> {
  return workers === 0
    ? directPool(await ChunkMaker.create(registry, spec))
    : threadPool(openTaskThreads('corrupt-worker', { registry, spec, workers }), workers);
}

function directPool(maker: ChunkMaker): ChunkPool {
  return {
    async *chunks(requests) {
      for (const request of requests) yield [request, await maker.make(request)];
    },
    close: async () => maker.close(),
  };
}

function threadPool(threads: TaskRunner<ChunkRequest, Uint8Array>, workers: number): ChunkPool {
  return {
    async *chunks<Request extends ChunkRequest>(requests: Iterable<Request>) {
      const waiting: { request: Request; chunk: Promise<Uint8Array> }[] = [];
      const queue = requests[Symbol.iterator]();
      const fillUp = (): void => {
        // One more than there are threads: none waits while a chunk is written.
        while (waiting.length <= workers) {
          const next = queue.next();
          if (next.done) return;
          const chunk = threads.run(next.value);
          // Awaited in its turn; until then a rejection must not count as unhandled.
          chunk.catch(() => {});
          waiting.push({ request: next.value, chunk });
        }
      };
      for (fillUp(); waiting.length > 0; fillUp()) {
        const { request, chunk } = waiting.shift()!;
        yield [request, await chunk] as [Request, Uint8Array];
      }
    },
    close: () => threads.close(),
  };
}
