import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { createRegistry } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import { registerTrainingKernels, startTensorflowBackend, trainingKernels } from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { describeInstalled, installation } from './installed.js';

const { AUGMIX_CACHE } = process.env;

const cache = (folder: string | undefined): void => {
  if (folder === undefined) delete process.env['AUGMIX_CACHE'];
  else process.env['AUGMIX_CACHE'] = folder;
};

test('registering is idempotent and silent', () => {
  const warn = jest.spyOn(console, 'warn');
  registerTrainingKernels();
  registerTrainingKernels();
  for (const kernel of trainingKernels) expect(tf.getKernel(kernel.kernelName, 'tensorflow')).toBe(kernel);
  expect(warn).not.toHaveBeenCalled();
});

test('where TensorFlow is not installed it says what installs it', async () => {
  cache(mkdtempSync(join(tmpdir(), 'augmix-empty-')));
  try {
    await expect(startTensorflowBackend()).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      details: { suggestion: 'run: augmix backend install tensorflow' },
    });
    await expect(startTensorflowBackend({ device: 'gpu' })).rejects.toMatchObject({
      details: { suggestion: 'run: augmix backend install tensorflow --device gpu' },
    });
  } finally {
    cache(AUGMIX_CACHE);
  }
});

test('a project without tfjs-node is told so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'augmix-project-'));
  await expect(startTensorflowBackend({ source: 'project', folder })).rejects.toMatchObject({
    code: 'BACKEND_UNAVAILABLE',
    message: expect.stringContaining('@tensorflow/tfjs-node-gpu'),
    details: { file: folder },
  });
});

describeInstalled('on TensorFlow', () => {
  test('the plugin starts it and says what runs', async () => {
    const backend = await createRegistry().use(plugins).create('backend', { type: 'tensorflow', threads: 1 });
    await backend.start();
    await backend.start();
    expect(tf.getBackend()).toBe('tensorflow');
    expect(await backend.describe()).toMatchObject({
      tensorflow: installation!.version,
      'tfjs-node': '4.22.0',
      threads: '1',
    });
  });

  test('another number of threads is refused while it runs', async () => {
    await startTensorflowBackend({ threads: 1 });
    await expect(startTensorflowBackend({ threads: 3 })).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
    });
  });

  const runs = (program: string) =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      encoding: 'utf8',
    });

  test('a program that uses it has one copy of TensorFlow.js and a quiet terminal', () => {
    const { stdout, stderr } = runs(`
      import * as tf from '@tensorflow/tfjs-core';
      import { startTensorflowBackend } from '@augmix/backend-tensorflow';
      await startTensorflowBackend();
      const { values, indices } = tf.topk(tf.tensor1d([1, 3, 2]), 2);
      console.log(JSON.stringify([tf.getBackend(), [...values.dataSync()], [...indices.dataSync()]]));`);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(['tensorflow', [3, 2], [1, 2]]);
  });

  test("the project's own tfjs-node is used when the config says so", () => {
    const folder = mkdtempSync(join(tmpdir(), 'augmix-project-'));
    mkdirSync(join(folder, 'node_modules', '@tensorflow'), { recursive: true });
    symlinkSync(installation!.package, join(folder, 'node_modules', '@tensorflow', 'tfjs-node'));
    const { stdout, stderr } = runs(`
      import { startTensorflowBackend } from '@augmix/backend-tensorflow';
      process.env.AUGMIX_CACHE = ${JSON.stringify(folder)};
      const { tfjsNode } = await startTensorflowBackend({ source: 'project', folder: ${JSON.stringify(folder)} });
      console.log(tfjsNode);`);
    expect({ stdout, stderr }).toEqual({ stdout: '4.22.0\n', stderr: '' });
  });
});
