// A release of CIFAR-10 with 12 images per file, as official archive and as npm package.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { encodeCifar10Records } from '../src/cifar10/format.js';
import { cifar10FolderName, type Cifar10Release } from '../src/cifar10/release.js';

const count = 12;
const names = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}`).concat('test_batch');

const labelsOf = (file: number) => Array.from({ length: count }, (_, index) => (index * 3 + file) % 10);
/** `[12, 1024, 3]` levels that look random. */
const pixelsOf = (file: number) =>
  Uint8Array.from(
    { length: count * 1024 * 3 },
    (_, index) => (Math.imul(index * 6 + file, 2654435761) >>> 13) & 255,
  );

/** The files in the binary format, by name. */
export const smallFiles: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  names.map((name, file) => [`${name}.bin`, encodeCifar10Records(labelsOf(file), pixelsOf(file), 3)]),
);

/** Entries of a tar archive: a name and its content. */
export type Entries = Record<string, Uint8Array | string>;

/** A gzipped ustar archive. A name that ends in `/` is a folder; before each file stands a pax header, as npm and git write them. */
export function tarGz(entries: Entries): Buffer {
  const blocks = Object.entries(entries).flatMap(([name, content]) => {
    const body = Buffer.from(content as string);
    const pax = Buffer.from('19 mtime=1234567.8\n');
    const isFolder = name.endsWith('/');
    return isFolder
      ? [header(name, 0, '5')]
      : [header('PaxHeader', pax.length, 'x'), padded(pax), header(name, body.length, '0'), padded(body)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function header(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const padded = (body: Buffer) => Buffer.concat([body, Buffer.alloc((512 - (body.length % 512)) % 512)]);

/** What the official archive holds. */
export const officialEntries: Entries = {
  [`${cifar10FolderName}/`]: '',
  [`${cifar10FolderName}/batches.meta.txt`]: 'airplane\n',
  ...Object.fromEntries(
    Object.entries(smallFiles).map(([name, bytes]) => [`${cifar10FolderName}/${name}`, bytes]),
  ),
};

/** What the npm package holds. */
export async function packageEntries(): Promise<Entries> {
  const raw = { width: 1024, height: count, channels: 3 as const };
  const pngs = names.map(async (name, file) => {
    const png = await sharp(pixelsOf(file), { raw }).png().toBuffer();
    return [`package/${name}.png`, png] as const;
  });
  return {
    'package/package.json': JSON.stringify({ name: 'small-cifar10', version: '1.0.0' }),
    ...Object.fromEntries(await Promise.all(pngs)),
    'package/train_lables.json': JSON.stringify([0, 1, 2, 3, 4].flatMap(labelsOf)),
    'package/test_lables.json': JSON.stringify(labelsOf(5)),
  };
}

const digest = (algorithm: string, bytes: Uint8Array, encoding: 'hex' | 'base64' = 'hex') =>
  createHash(algorithm).update(bytes).digest(encoding);

/** The release whose archive and package are these bytes. */
export const releaseOf = (
  archive: Uint8Array,
  url: string,
  tarball: Uint8Array,
  spec: string,
): Cifar10Release => ({
  recordsPerFile: count,
  files: Object.fromEntries(
    Object.entries(smallFiles).map(([name, bytes]) => [name, digest('sha256', bytes)]),
  ),
  archive: { url, bytes: archive.length, md5: digest('md5', archive) },
  package: { spec, bytes: tarball.length, integrity: `sha512-${digest('sha512', tarball, 'base64')}` },
});
