import { cellName, type JudgeCellsOptions } from '@augmix/evaluation';
import { formatDuration, note } from '../terminal/output.js';
import { Progress } from '../terminal/progress.js';

type Report = Parameters<NonNullable<JudgeCellsOptions['onProgress']>>[0];

/** Shows how far an evaluation is, at what speed, and how long it will take. */
export class Meter {
  readonly #progress = new Progress();
  // Threads and models take their time to start: the speed is measured from the first chunk on.
  #first?: { at: number; done: number };

  show({ done, known, total, cell }: Report): void {
    if (known > 0 && done === known) {
      note(
        known === total ? 'everything is known already' : `going on after ${known} of ${total} predictions`,
      );
      return;
    }
    this.#first ??= { at: performance.now(), done };
    const rate = (done - this.#first.done) / ((performance.now() - this.#first.at) / 1000);
    const speed = rate > 0 ? ` · ${rate.toFixed(rate < 10 ? 1 : 0)} images/s` : '';
    const left = formatDuration((total - done) / rate);
    this.#progress.show(done / total, `${cellName(cell)}${speed} · ${left} left`);
  }

  end(): void {
    this.#progress.end();
  }
}
