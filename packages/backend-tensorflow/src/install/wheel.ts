import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { AugmixError, isAugmixError } from '@augmix/core';
import { writeError } from '@augmix/core/node';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** Name and version in a wheel's file name, such as `tensorflow_cpu-2.21.0-cp311-….whl`. */
export function parseWheelName(file: string): { name: string; version: string } {
  const match = /^([^-]+)-([^-]+)-.*\.whl$/.exec(basename(file));
  if (match) return { name: match[1].replaceAll('_', '-').toLowerCase(), version: match[2] };
  throw new AugmixError('USAGE', 'the file is not named like a wheel', {
    file,
    expected: 'a name such as tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
  });
}

/** A wheel's files of interest: where each goes, as a path relative to a folder. */
export type WheelSelection = (path: string) => string | undefined;

/** Settings of {@link unpackWheel}. */
export interface UnpackSettings {
  /** Is told the bytes written, and those that there are. */
  onBytes?: (bytes: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Unpacks chosen files of a wheel as streams, each checked against the SHA-256 in the wheel's own record.
 *
 * Names lead only where `select` says, so a hostile name in the archive leads nowhere.
 *
 * @returns the paths in the wheel that were unpacked
 * @throws AugmixError `DATA_CHECKSUM` or `DATA_INVALID` when the wheel is damaged, `WRITE_FAILED`
 */
export async function unpackWheel(
  file: string,
  folder: string,
  select: WheelSelection,
  { onBytes, signal }: UnpackSettings = {},
): Promise<string[]> {
  const invalid = (message: string, cause?: unknown): AugmixError =>
    new AugmixError('DATA_INVALID', message, { file, cause });
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(file, { autoClose: false });
    const chosen: [Entry, string][] = [];
    let record: Entry | undefined;
    for await (const entry of zip.eachEntry()) {
      if (/^[^/]+\.dist-info\/RECORD$/.test(entry.fileName)) record = entry;
      const target = entry.fileName.endsWith('/') ? undefined : select(entry.fileName);
      if (target !== undefined) chosen.push([entry, join(folder, target)]);
    }
    if (!record) throw invalid('the archive is not a wheel: it has no RECORD');
    const hashes = parseRecord(await text(await zip.openReadStreamPromise(record)));
    const total = chosen.reduce((sum, [entry]) => sum + entry.uncompressedSize, 0);
    let bytes = 0;
    for (const [entry, target] of chosen) {
      const source = () => zip!.openReadStreamPromise(entry);
      // A program stays one: the upper half of these attributes is the mode of a Unix file.
      const mode = (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644;
      const count = (written: number): void => onBytes?.((bytes += written), total);
      const found = await writeStream(source, target, mode, count, signal);
      const expected = hashes.get(entry.fileName);
      if (found !== expected) {
        throw new AugmixError('DATA_CHECKSUM', `${entry.fileName} in the wheel has the SHA-256 ${found}`, {
          file,
          expected: expected ?? 'one that its RECORD names',
        });
      }
    }
    return chosen.map(([entry]) => entry.fileName);
  } catch (cause) {
    signal?.throwIfAborted();
    if (isAugmixError(cause)) throw cause;
    throw invalid(`the wheel cannot be unpacked: ${(cause as Error).message}`, cause);
  } finally {
    zip?.close();
  }
}

/** The packages that a wheel asks for when an extra is wanted, as requirements without the condition. */
export async function extraRequirements(metadataFile: string, extra: string): Promise<string[]> {
  const lines = (await readFile(metadataFile, 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const match = /^Requires-Dist:\s*([^;]+?)\s*;\s*extra\s*==\s*["']([^"']+)["']\s*$/.exec(line);
    return match?.[2] === extra ? [match[1].replaceAll(/[\s()]/g, '')] : [];
  });
}

/** Whether a package is what a requirement such as `small<2.0,>=1.0` asks for; versions with letters never are. */
export function isSatisfied(requirement: string, found: { name: string; version: string }): boolean {
  const [, name, conditions] = /^([\w-]+)(.*)$/.exec(requirement) ?? [];
  if (name?.toLowerCase() !== found.name || !/^[\d.]+$/.test(found.version)) return false;
  return conditions.split(',').every((condition) => {
    const [, operator, version] = /^(==|>=|<=|<|>)([\d.]+)$/.exec(condition) ?? [];
    const order = version && found.version.localeCompare(version, 'en', { numeric: true });
    if (typeof order !== 'number') return false;
    if (order === 0) return operator.includes('=');
    return operator[0] === (order < 0 ? '<' : '>');
  });
}

/** `path,sha256=…,size` in each line; a path with a comma is quoted. */
function parseRecord(record: string): Map<string, string> {
  const pattern = /^(?:"((?:[^"]|"")*)"|([^,]*)),sha256=([\w-]+),\d*$/;
  const hashes = new Map<string, string>();
  for (const line of record.split(/\r?\n/)) {
    const [, quoted, plain, hash] = pattern.exec(line) ?? [];
    if (hash) hashes.set(quoted?.replaceAll('""', '"') ?? plain, hash);
  }
  return hashes;
}

async function text(source: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns SHA-256 of what was written, as a wheel's record spells it */
async function writeStream(
  openSource: () => Promise<Readable>,
  target: string,
  mode: number,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const failed = (cause: unknown): never => {
    throw writeError(target, cause);
  };
  await mkdir(dirname(target), { recursive: true }).catch(failed);
  const handle = await open(target, 'w', mode).catch(failed);
  try {
    // Opened only now: an error before anyone listens would end the process.
    for await (const chunk of (await openSource()) as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      hash.update(chunk);
      await handle.writeFile(chunk).catch(failed);
      onBytes(chunk.length);
    }
    // The folder gets its final name when it is complete; what it holds must be on disk before.
    await handle.sync().catch(failed);
  } finally {
    await handle.close();
  }
  return hash.digest('base64url');
}
