import { closeSync, fstatSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { AugmixError, type DatasetSplit, type Image } from '@augmix/core';
import { readFully } from '../internal/read-fully.js';
import { cifar10Classes, cifar10RecordBytes, decodeCifar10Record } from './format.js';

/** A split of CIFAR-10: reading is synchronous. */
export interface Cifar10Split extends DatasetSplit {
  read(index: number): Image;
  /** Closes the files; the split cannot be read any more. */
  close(): void;
}

/** Records read at once while labels are gathered (1.5 MB). */
const blockRecords = 512;

interface RecordFile {
  descriptor: number;
  path: string;
  /** Index of its first record within the split. */
  first: number;
  records: number;
}

/**
 * Opens files of records as one split. Only the labels are held in memory; an image is one positional read, so that
 * any number of threads can have the same files open.
 *
 * @param recordsPerFile - what each file must hold; undefined accepts any whole number of records above 0
 * @throws AugmixError `DATA_TRUNCATED` or `DATA_INVALID` with the file
 */
export function openRecordFiles(paths: readonly string[], recordsPerFile: number | undefined): Cifar10Split {
  const files: RecordFile[] = [];
  let length = 0;
  const close = () => files.splice(0).forEach((file) => closeSync(file.descriptor));
  let labels: Uint8Array;
  try {
    for (const path of paths) {
      const file = { descriptor: openSync(path, 'r'), path, first: length, records: 0 };
      files.push(file);
      file.records = countRecords(file, recordsPerFile);
      length += file.records;
    }
    labels = new Uint8Array(length);
    files.forEach((file) => readLabels(file, labels));
  } catch (error) {
    close();
    throw error;
  }
  const record = new Uint8Array(cifar10RecordBytes);
  const checkIndex = (index: number) => {
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw new AugmixError('INVALID_ARGUMENT', `there is no record ${index}`, {
        expected: `0 … ${length - 1}`,
      });
    }
  };
  return {
    length,
    label(index) {
      checkIndex(index);
      return labels[index];
    },
    read(index) {
      checkIndex(index);
      const file = files.findLast(({ first }) => first <= index);
      if (!file) throw new AugmixError('INVALID_ARGUMENT', 'the split is closed');
      readFully(file.descriptor, file.path, record, (index - file.first) * cifar10RecordBytes);
      return decodeCifar10Record(record).image;
    },
    close,
  };
}

function countRecords({ descriptor, path }: RecordFile, expected: number | undefined): number {
  const { size } = fstatSync(descriptor);
  const records = size / cifar10RecordBytes;
  if (expected === undefined ? Number.isInteger(records) && records > 0 : records === expected)
    return records;
  throw new AugmixError('DATA_TRUNCATED', `${basename(path)} has ${size} bytes`, {
    file: path,
    expected:
      expected === undefined
        ? `a multiple of ${cifar10RecordBytes}`
        : `${expected * cifar10RecordBytes} (${expected} records of ${cifar10RecordBytes})`,
    suggestion: 'the file is incomplete or not of CIFAR-10’s binary version',
  });
}

function readLabels(file: RecordFile, labels: Uint8Array): void {
  const block = new Uint8Array(blockRecords * cifar10RecordBytes);
  for (let start = 0; start < file.records; start += blockRecords) {
    const count = Math.min(blockRecords, file.records - start);
    readFully(
      file.descriptor,
      file.path,
      block.subarray(0, count * cifar10RecordBytes),
      start * cifar10RecordBytes,
    );
    for (let index = 0; index < count; index++) {
      const label = block[index * cifar10RecordBytes];
      if (label >= cifar10Classes.length) {
        throw new AugmixError('DATA_INVALID', `record ${start + index} has the label ${label}`, {
          file: file.path,
          expected: `0 … ${cifar10Classes.length - 1}`,
        });
      }
      labels[file.first + start + index] = label;
    }
  }
}
