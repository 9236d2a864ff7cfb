import './native-arrays.js';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { cifar10Classes } from '@augmix/data';
import { imageFolder } from '@augmix/data/node';
import { checkModelFits, describeModelPath, openModel } from '../../src/models/index.js';
import { largestDifference, scratch } from './sample.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const run = (script: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'examples', 'judge-an-onnx-model', script), ...args]);

let folder: string;
beforeAll(async () => {
  folder = await scratch();
  await startWasmBackend();
  await run('make-model.mjs', '--out', folder);
  const sample = join(root, 'tools', 'cifar10-sample');
  await run('make-images.mjs', '--images', '16', '--data', sample, '--out', join(folder, 'images'));
});

describe('the example', () => {
  it('makes a network that says the same of real images as ONNX and as TensorFlow.js', async () => {
    const dataset = await imageFolder({ folder: join(folder, 'images') });
    const test = await dataset.open('test');
    expect(test.length).toBe(16);
    const images = new Uint8Array(16 * 3072);
    for (let index = 0; index < 16; index++) images.set((await test.read(index)).data, index * 3072);

    const [onnx, tfjs] = await Promise.all(
      ['model.yaml', 'tfjs.yaml'].map(async (name) => {
        const description = await describeModelPath(join(folder, name));
        // Class folders without an image in the sample are not there: outputs are found by name.
        const predictor = await openModel(description, { classes: dataset.classes });
        checkModelFits(predictor, {
          shape: { height: 32, width: 32, channels: 3 },
          classes: dataset.classes,
        });
        const logits = await predictor.predict(images, 16);
        await predictor.dispose();
        return logits;
      }),
    );
    expect(dataset.classes.every((name) => (cifar10Classes as readonly string[]).includes(name))).toBe(true);
    expect(onnx).toHaveLength(16 * dataset.classes.length);
    expect(largestDifference(onnx, tfjs)).toBeLessThan(1e-4);
    expect(Math.max(...onnx) - Math.min(...onnx)).toBeGreaterThan(0.1);
  });
});
