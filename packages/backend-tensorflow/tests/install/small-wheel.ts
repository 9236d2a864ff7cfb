import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

/** Writes a wheel, with a record of its files, and returns its path. */
export function writeWheel(
  folder: string,
  name: string,
  files: Readonly<Record<string, string | Buffer>>,
  record?: string,
): string {
  const lines = Object.entries(files).map(([path, data]) => {
    const hash = createHash('sha256').update(data).digest('base64url');
    return `${path},sha256=${hash},${Buffer.byteLength(data)}`;
  });
  const description = `${name.split('-').slice(0, 2).join('-')}.dist-info`;
  const all = { ...files, [`${description}/RECORD`]: record ?? [...lines, ''].join('\n') };
  const file = join(folder, name);
  writeFileSync(file, zip(all));
  return file;
}

function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const [name, data] = [Buffer.from(path), Buffer.from(content)];
    const packed = deflateRawSync(data);
    // Version, flags, method, time, date, CRC-32 (nobody asks for it here), sizes, length of the name, of the rest.
    const facts = Buffer.alloc(26);
    [20, 0, 8].forEach((value, at) => facts.writeUInt16LE(value, 2 * at));
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), facts, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((path.includes('/bin/') ? 0o100755 : 0o100644) * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), facts, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, entries, Buffer.from('PK\x05\x06'), end]);
}
