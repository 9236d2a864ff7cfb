import type { TensorFlow } from '../tensorflow.js';

/** Gives TensorFlow.js the backend back that it had, whatever work starts. */
export async function keepingBackend(tf: TensorFlow | undefined, work: () => Promise<void>): Promise<void> {
  // Not by getBackend, which starts one where there is none.
  const before = tf?.engine?.().backendName;
  try {
    await work();
  } finally {
    if (before) await tf!.setBackend(before);
  }
}
