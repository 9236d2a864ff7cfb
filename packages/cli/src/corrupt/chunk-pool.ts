import { fileURLToPath } from 'node:url';
import { AugmixError, type AnyPlugin, type Registry } from '@augmix/core';
import { Piscina } from 'piscina';
import { ChunkMaker, type ChunkRequest, type ChunkSpec } from './chunk-maker.js';
import type { WorkerReply } from './worker.js';

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
    : threadPool(registry, spec, workers);
}

function directPool(maker: ChunkMaker): ChunkPool {
  return {
    async *chunks(requests) {
      for (const request of requests) yield [request, await maker.make(request)];
    },
    close: async () => maker.close(),
  };
}

function threadPool(registry: Registry<AnyPlugin>, spec: ChunkSpec, workers: number): ChunkPool {
  const pool = new Piscina<ChunkRequest, WorkerReply>({
    filename: fileURLToPath(new URL('./corrupt-worker.js', import.meta.url)),
    name: 'makeChunk',
    workerData: { modules: registry.modules(), spec },
    minThreads: workers,
    maxThreads: workers,
    // Loader flags of a test runner do not concern worker threads.
    execArgv: [],
  });
  // A worker that dies rejects its task; without a listener the event itself would end the process.
  pool.on('error', () => {});
  return {
    async *chunks<Request extends ChunkRequest>(requests: Iterable<Request>) {
      const waiting: { request: Request; reply: Promise<WorkerReply> }[] = [];
      const queue = requests[Symbol.iterator]();
      const fillUp = (): void => {
        // One more than there are threads: none waits while a chunk is written.
        while (waiting.length <= workers) {
          const next = queue.next();
          if (next.done) return;
          const reply = pool.run(next.value);
          // Awaited in its turn; until then a rejection must not count as unhandled.
          reply.catch(() => {});
          waiting.push({ request: next.value, reply });
        }
      };
      for (fillUp(); waiting.length > 0; fillUp()) {
        const { request, reply } = waiting.shift()!;
        const { chunk, failure } = await reply.catch((cause: Error) => {
          throw new AugmixError('WORKER_FAILED', `a worker thread failed: ${cause.message}`, { cause });
        });
        if (failure) throw new AugmixError(failure.code, failure.message, failure.details);
        yield [request, chunk!] as [Request, Uint8Array];
      }
    },
    close: () => pool.destroy(),
  };
}
