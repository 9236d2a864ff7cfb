import { inflateRawSync } from 'node:zlib';
import { AugmixError } from '@augmix/core';

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const endBytes = 22;
const longestComment = 0xffff;

/**
 * Reads files of a zip archive: stored or deflated ones, each checked against its CRC-32. No zip64, no encryption, no parts.
 *
 * Source: PKWARE, .ZIP File Format Specification.
 *
 * @param names - paths in the archive
 * @returns the contents in the order of the names
 * @throws AugmixError `DATA_INVALID` when this is no such archive, a file is not in it, or a file is damaged
 */
export function readZip(archive: Uint8Array, names: readonly string[]): Uint8Array[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  try {
    const entries = directory(archive, view);
    return names.map((name) => {
      const entry = entries.get(name);
      if (!entry) throw invalid(`the archive has no ${name}`);
      return contents(archive, view, name, entry);
    });
  } catch (cause) {
    // Every offset is the archive's own word: one that leads outside shows that it is damaged.
    if (cause instanceof RangeError) throw invalid('the archive is damaged', cause);
    throw cause;
  }
}

interface Entry {
  method: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  offset: number;
}

function directory(archive: Uint8Array, view: DataView): Map<string, Entry> {
  let end = archive.length - endBytes;
  const last = Math.max(0, end - longestComment);
  while (end >= last && view.getUint32(end, true) !== signatures.end) end--;
  if (end < last) throw invalid('the file is not a zip archive');
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== signatures.central) throw invalid('the archive is damaged');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const name = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameBytes));
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

function contents(archive: Uint8Array, view: DataView, name: string, entry: Entry): Uint8Array {
  const { method, crc, packedBytes, bytes, offset } = entry;
  if (view.getUint32(offset, true) !== signatures.local) throw invalid('the archive is damaged');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = archive.subarray(start, start + packedBytes);
  const data = method === 0 ? packed : method === 8 ? inflate(packed, bytes, name) : undefined;
  if (!data) throw invalid(`${name} is packed by method ${method}`, undefined, 'stored (0) or deflated (8)');
  if (data.length !== bytes || crc32(data) !== crc) throw invalid(`${name} in the archive is damaged`);
  return data;
}

function inflate(packed: Uint8Array, bytes: number, name: string): Uint8Array {
  try {
    // More than the directory says would be a damaged file, or one made to fill the memory.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch (cause) {
    throw invalid(`${name} in the archive is damaged`, cause);
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const invalid = (message: string, cause?: unknown, expected?: string): AugmixError =>
  new AugmixError('DATA_INVALID', message, { cause, expected });
