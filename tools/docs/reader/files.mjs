// What the reader of a page has: photographs, two trained runs, a network in ONNX, predictions, files of a benchmark.
// node files.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startWasmBackend } from '@augmix/backend-wasm';
import { keyedStream } from '@augmix/core';
import { encodeNpy } from '@augmix/data';
import { cifar10, writePng } from '@augmix/data/node';
import { wideResnet } from '@augmix/models';
import { resize } from '@augmix/ops';
import { networkToOnnx } from '../../../examples/judge-an-onnx-model/network-to-onnx.mjs';

const [folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
process.chdir(folder);
const sample = fileURLToPath(new URL('../../cifar10-sample', import.meta.url));
const augmix = fileURLToPath(new URL('augmix.mjs', import.meta.url));
const run = (...words) => execFileSync(process.execPath, [augmix, ...words], { stdio: 'pipe' });

const test = await cifar10({ folder: sample, partial: true }).open('test');
const photograph = (index) => resize(test.read(index), { width: 40, height: 40 });
await writePng('cat.png', photograph(0));
for (const [index, file] of ['001', 'val/cat/001', 'val/dog/002'].entries())
  await writePng(`photos/${file}.png`, photograph(index));
cpSync('photos', 'imagenet', { recursive: true });

writeFileSync('base.yaml', 'dataset: cifar10\n');
run('train', 'base.yaml', '--out', 'runs/augmix', '--no-eval');
cpSync('runs/augmix', 'runs/standard', { recursive: true });

await startWasmBackend();
const network = wideResnet({ depth: 10, widen: 1, stemStride: 4 });
const model = network.build({ inputShape: [224, 224, 3], classes: 2, seed: 1 });
writeFileSync('resnet50.onnx', await networkToOnnx(model));
cpSync('resnet50.onnx', 'net.onnx');
writeFileSync('imagenet-classes.txt', 'cat\ndog\n');
writeFileSync('resnet50.yaml', 'model: resnet50.onnx\nclasses: imagenet-classes.txt\n');

const stream = keyedStream({ seed: 1, purpose: 'view' });
const logits = (...shape) => {
  const count = shape.reduce((a, b) => a * b);
  return encodeNpy(
    Float32Array.from({ length: count }, () => 3 * stream.normal()),
    shape,
  );
};
const labels = (count) =>
  encodeNpy(
    Uint8Array.from({ length: count }, (_, index) => index % 10),
    [count],
  );
for (const name of ['logits', 'test', 'held-out', 'cifar10', 'svhn'])
  writeFileSync(`${name}.npy`, logits(300, 10));
for (const name of ['labels', 'y', 'held-out-y']) writeFileSync(`${name}.npy`, labels(300));
for (const name of ['mine', 'other', 'augmix', 'standard']) {
  mkdirSync(`logits/${name}/fog`, { recursive: true });
  mkdirSync(`logits/${name}/perturbations`);
  writeFileSync(`logits/${name}/labels.npy`, labels(20));
  writeFileSync(`logits/${name}/clean.npy`, logits(20, 10));
  writeFileSync(`logits/${name}/fog/3.npy`, logits(20, 10));
  writeFileSync(`logits/${name}/perturbations/tilt.npy`, logits(20, 31, 10));
}

run('corrupt', 'cifar10', 'CIFAR-10-C', '--corruption', 'common', '--preset', 'cifar');
run('perturb', 'cifar10', 'CIFAR-10-P', '--perturbation', 'test', '--preset', 'cifar');
run('corrupt', 'photos/val', 'imagenet-c', '--corruption', 'common', '--preset', 'imagenet');
