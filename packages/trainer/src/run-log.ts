import { closeSync, fstatSync, fsyncSync, openSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeError } from '@augmix/core/node';
import type { EpochReport, StepReport } from '@augmix/core/tensor';

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;

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
      try {
        const descriptor = openSync(path, 'a');
        // A log that lost its end must not be filled up with nothing.
        const length = Math.min(lengths[name] ?? 0, fstatSync(descriptor).size);
        // By its path: Windows does not truncate through a descriptor that only appends.
        truncateSync(path, length);
        this.#files[name] = { path, descriptor, length };
      } catch (cause) {
        throw writeError(path, cause);
      }
    }
    this.#hasHeader = this.#files['summary.csv'].length > 0;
  }

  /** Bytes of each file that are safely on the disk, for a checkpoint. */
  syncedLengths(): Record<string, number> {
    return Object.fromEntries(
      Object.entries(this.#files).map(([name, { path, descriptor, length }]) => {
        try {
          fsyncSync(descriptor);
        } catch (cause) {
          throw writeError(path, cause);
        }
        return [name, length];
      }),
    );
  }

  /** A line about a step. */
  step({ step, epoch, loss, learningRate, imagesPerSecond }: StepReport, seconds: number): void {
    const speed = Math.round(imagesPerSecond * 10) / 10;
    this.#line({
      kind: 'step',
      step,
      epoch,
      loss,
      learningRate,
      imagesPerSecond: speed,
      seconds: rounded(seconds),
    });
  }

  /**
   * A line and a row about an epoch.
   *
   * @param metrics names of the validation columns, the same for every row.
   */
  epoch(
    { epoch, step, loss, learningRate, validation, isBest }: EpochReport,
    metrics: readonly string[],
    seconds: number,
  ): void {
    this.#line({
      kind: 'epoch',
      epoch,
      step,
      loss,
      learningRate,
      validation,
      isBest,
      seconds: rounded(seconds),
    });
    // An epoch without validation leaves its cells empty.
    const cells = metrics.map(
      (name) => [`validation_${name.replaceAll('-', '_')}`, String(validation[name] ?? '')] as const,
    );
    this.#row({
      epoch,
      step,
      train_loss: loss,
      learning_rate: learningRate,
      ...Object.fromEntries(cells),
      seconds: rounded(seconds),
    });
  }

  close(): void {
    for (const { descriptor } of Object.values(this.#files)) closeSync(descriptor);
  }

  #line(entry: Record<string, unknown>): void {
    this.#append('metrics.jsonl', JSON.stringify(entry) + '\n');
  }

  // The first row's keys become the header.
  #row(entry: Record<string, number | string>): void {
    if (!this.#hasHeader) this.#append('summary.csv', Object.keys(entry).join(',') + '\n');
    this.#hasHeader = true;
    this.#append('summary.csv', Object.values(entry).join(',') + '\n');
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
