import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeError } from '@augmix/core/node';

/**
 * The two logs of a run: `metrics.jsonl`, one JSON object per line, and `summary.csv`, one row per epoch. They are
 * appended to; a resume cuts them back to the lengths that its checkpoint knows.
 */
export class RunLog {
  readonly #files: Record<string, { path: string; descriptor: number; length: number }> = {};
  #hasHeader: boolean;

  constructor(directory: string, lengths: Record<string, number> = {}) {
    for (const name of ['metrics.jsonl', 'summary.csv']) {
      const path = join(directory, name);
      const length = lengths[name] ?? 0;
      try {
        const descriptor = openSync(path, 'a');
        ftruncateSync(descriptor, length);
        this.#files[name] = { path, descriptor, length };
      } catch (cause) {
        throw writeError(path, cause);
      }
    }
    this.#hasHeader = (lengths['summary.csv'] ?? 0) > 0;
  }

  /** Bytes written to each file. */
  get lengths(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.#files).map(([name, { length }]) => [name, length]));
  }

  /** Appends a line to `metrics.jsonl`. */
  line(entry: Record<string, unknown>): void {
    this.#append('metrics.jsonl', JSON.stringify(entry) + '\n');
  }

  /** Appends a row to `summary.csv`; the first one's keys become the header. */
  row(entry: Record<string, number>): void {
    if (!this.#hasHeader) this.#append('summary.csv', Object.keys(entry).join(',') + '\n');
    this.#hasHeader = true;
    this.#append('summary.csv', Object.values(entry).join(',') + '\n');
  }

  close(): void {
    for (const { descriptor } of Object.values(this.#files)) closeSync(descriptor);
  }

  #append(name: string, text: string): void {
    const file = this.#files[name];
    const bytes = Buffer.from(text);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(file.descriptor, bytes, written);
    } catch (cause) {
      throw writeError(file.path, cause);
    }
    file.length += bytes.length;
  }
}
