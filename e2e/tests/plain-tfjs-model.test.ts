import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const program = fileURLToPath(new URL('../../examples/plain-tfjs-model/train.mjs', import.meta.url));

function trainOn(backend: string): { loss?: number; error?: string } {
  const args = [program, backend, '--steps', '2', '--batch', '8'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as { loss?: number; error?: string };
}

describe('a plain tf.sequential model', () => {
  it('cannot be trained with tfjs-backend-wasm as it comes', () => {
    expect(trainOn('stock').error).toMatch(/Conv2DBackpropFilter/);
  });

  it('trains with model.fit on our backend, to the loss of gradients composed from stock kernels', () => {
    const { loss, error } = trainOn('augmix');
    expect(error).toBeUndefined();
    expect(loss).toBeCloseTo(trainOn('composed').loss!, 3);
  });
});
