// Cuts a sample out of CIFAR-10, for tests and examples: the first records of data_batch_1.bin and test_batch.bin.
// node tools/make-cifar-sample.mjs FOLDER-OF-CIFAR-10 [OUT=tools/cifar10-sample] [TRAIN=128] [TEST=64]
import { mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('cifar10-sample', import.meta.url));
const [source, out = here, train = 128, test = 64] = process.argv.slice(2);
if (!source)
  throw new Error('usage: node tools/make-cifar-sample.mjs FOLDER-OF-CIFAR-10 [OUT] [TRAIN] [TEST]');
const recordBytes = 3073;

mkdirSync(out, { recursive: true });
for (const [name, count] of Object.entries({ 'data_batch_1.bin': train, 'test_batch.bin': test })) {
  const records = new Uint8Array(Number(count) * recordBytes);
  const read = readSync(openSync(join(source, name), 'r'), records, 0, records.length, 0);
  if (read !== records.length) throw new Error(`${name} has only ${read / recordBytes} records`);
  writeFileSync(join(out, name), records);
}
