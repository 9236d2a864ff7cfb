// Who takes part: each is a process that was started, and how it is asked.
import { fileURLToPath } from 'node:url';
import { startPeer, startServer } from '../peer.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const both = ['train', 'inference'];

/** What is started, in the order of the table. Several contenders may share a process. */
const processes = [
  {
    start: () => startOwn({ type: 'wasm' }),
    contenders: [{ name: 'wasm', label: '@augmix/backend-wasm', threads: 1, modes: both }],
  },
  {
    start: () => startOwn({ type: 'wasm' }, 2),
    contenders: [
      { name: 'wasm-2', label: '@augmix/backend-wasm, two replicas', threads: 2, modes: ['train'] },
    ],
  },
  {
    start: () => startOwn({ type: 'wasm', winograd: false }),
    contenders: [
      { name: 'wasm-direct', label: '@augmix/backend-wasm, `winograd: false`', threads: 1, modes: both },
    ],
  },
  {
    start: () => startOwn({ type: 'stock-wasm' }),
    contenders: [
      {
        name: 'stock-wasm',
        label: 'tfjs-backend-wasm, gradients composed from its kernels',
        threads: 1,
        modes: both,
        isSlow: true,
      },
    ],
  },
  ...[1, 2].map((threads) => ({
    start: () => startOwn({ type: 'tensorflow', threads }),
    contenders: [
      { name: `tensorflow-${threads}`, label: '@augmix/backend-tensorflow', threads, modes: both },
    ],
  })),
  {
    start: () => startServer(process.execPath, [here('onnx.mjs'), '1']),
    reads: 'onnx',
    contenders: [{ name: 'onnxruntime', label: 'onnxruntime-node', threads: 1, modes: ['inference'] }],
  },
  {
    start: (python) => startPeer({ name: 'train', folder: here('.'), python }),
    reads: 'weights',
    contenders: [1, 2].flatMap((threads) =>
      ['default', 'channels_last'].map((layout) => ({
        name: `pytorch-${layout}-${threads}`,
        label: layout === 'default' ? 'PyTorch' : 'PyTorch, channels_last',
        threads,
        modes: both,
        ask: { layout, threads },
      })),
    ),
  },
];

/** Our side on one backend. */
export function startOwn(backend, replicas = 1) {
  return startServer(process.execPath, [here('own.mjs'), JSON.stringify(backend), String(replicas)]);
}

/**
 * Starts every process that can be started here, of those with so many threads when it is said.
 *
 * @returns the processes, each with its contenders, and why the others are left out.
 */
export async function startAll({ python, threads }) {
  const started = [];
  const leftOut = {};
  for (const { start, contenders: all, reads } of processes) {
    const contenders = all.filter((each) => threads === undefined || each.threads === Number(threads));
    if (contenders.length === 0) continue;
    try {
      started.push({ server: await start(python), contenders, reads });
    } catch (error) {
      for (const { name } of contenders) leftOut[name] = error.message;
    }
  }
  return { started, leftOut };
}
