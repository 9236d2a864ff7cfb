// Writes the first images of CIFAR-10 where the page finds them: public/train.bin and public/test.bin, in the data set's own
// binary format (a label byte, then 1024 red, green and blue bytes).
//   node make-images.mjs [--train N] [--test N] [--data FOLDER] [--out FOLDER]
// The data set is taken from the cache, and fetched when it is not there; --data names a folder that holds it, or a part of it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cifar10RecordBytes } from '@augmix/data';
import { cifar10 } from '@augmix/data/node';

const { values: given } = parseArgs({
  options: {
    train: { type: 'string', default: '512' },
    test: { type: 'string', default: '256' },
    data: { type: 'string' },
    out: { type: 'string' },
  },
});
const out = given.out ?? fileURLToPath(new URL('public', import.meta.url));

function encode({ data }, label) {
  const record = new Uint8Array(cifar10RecordBytes);
  record[0] = label;
  for (let index = 0; index < data.length; index++) {
    record[1 + 1024 * (index % 3) + Math.floor(index / 3)] = data[index];
  }
  return record;
}

await mkdir(out, { recursive: true });
const dataset = cifar10(given.data ? { folder: given.data, partial: true } : {}, { log: console.error });
for (const name of ['train', 'test']) {
  const split = await dataset.open(name);
  const count = Math.min(Number(given[name]), split.length);
  if (!(count > 0)) throw new Error(`--${name} is ${given[name]}; expected a number above 0`);
  const records = Array.from({ length: count }, (_, index) => encode(split.read(index), split.label(index)));
  split.close();
  await writeFile(join(out, `${name}.bin`), Buffer.concat(records));
  console.log(`${count} images in ${join(out, `${name}.bin`)}`);
}
