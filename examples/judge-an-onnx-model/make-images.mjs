// Writes test images of CIFAR-10 as PNG files, one folder per class: what an image folder of your own looks like.
//   node make-images.mjs [--images N] [--data FOLDER] [--out FOLDER]
// The data set is taken from the cache, and fetched when it is not there; --data names a folder that holds it, or a part of it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cifar10, writePng } from '@augmix/data/node';

const { values: given } = parseArgs({
  options: { images: { type: 'string', default: '1000' }, data: { type: 'string' }, out: { type: 'string' } },
});
const out = given.out ?? fileURLToPath(new URL('images', import.meta.url));

const dataset = cifar10(given.data ? { folder: given.data, partial: true } : {}, { log: console.error });
const test = await dataset.open('test');
const count = Math.min(Number(given.images), test.length);
if (!(count > 0)) throw new Error(`--images is ${given.images}; expected a number above 0`);
for (let index = 0; index < count; index++) {
  const name = `${String(index).padStart(5, '0')}.png`;
  await writePng(join(out, dataset.classes[test.label(index)], name), test.read(index));
}
test.close();
console.log(`${count} images in ${out}`);
