import type { Callback, StepReport } from '@augmix/core/tensor';
import pc from 'picocolors';
import { formatDuration } from './output.js';

const barWidth = 24;
// A bar that is drawn more often only flickers; a log that is written more often hides what matters.
const barInterval = 100;
const lineInterval = 10_000;

/** Shows how far something is: a bar on a terminal, a plain line now and then elsewhere. */
export class Progress {
  readonly #stream = process.stderr;
  #drawnAt = -Infinity;

  /** @param fraction done, 0 … 1 */
  show(fraction: number, text: string): void {
    const now = performance.now();
    const isTerminal = this.#stream.isTTY === true;
    const interval = isTerminal ? barInterval : lineInterval;
    if (now - this.#drawnAt < interval && fraction < 1) return;
    this.#drawnAt = now;
    const percent = `${String(Math.floor(fraction * 100)).padStart(3)} %`;
    if (!isTerminal) {
      this.#stream.write(`${percent.trim()} ${text}\n`);
      return;
    }
    const full = Math.round(fraction * barWidth);
    const bar = pc.cyan('━'.repeat(full)) + pc.dim('━'.repeat(barWidth - full));
    const room = Math.max(0, (this.#stream.columns ?? 80) - barWidth - percent.length - 3);
    this.#stream.write(`\r\u001b[2K${bar} ${percent} ${text.slice(0, room)}`);
  }

  /** Leaves the last state on the screen and starts a new line. */
  end(): void {
    if (this.#stream.isTTY === true && this.#drawnAt > -Infinity) this.#stream.write('\n');
    this.#drawnAt = -Infinity;
  }
}

/** A training callback that shows loss, images per second and time left. */
export function trainingProgress(): Callback {
  const progress = new Progress();
  return {
    // After the logs, so that what is on the screen is in the files.
    priority: 100,
    onStepEnd({ step, totalSteps, epoch, epochs, loss, imagesPerSecond, secondsLeft }: StepReport) {
      const speed = `${imagesPerSecond.toFixed(imagesPerSecond < 10 ? 1 : 0)} images/s`;
      progress.show(
        step / totalSteps,
        `epoch ${epoch}/${epochs} · loss ${loss.toFixed(3)} · ${speed} · ${formatDuration(secondsLeft)} left`,
      );
    },
    onEpochEnd({ epoch, epochs, loss, validation }) {
      progress.end();
      const numbers = Object.entries(validation).map(
        ([name, value]) => `validation ${name} ${value.toFixed(2)}`,
      );
      process.stderr.write(
        `${[`epoch ${epoch}/${epochs}: training loss ${loss.toFixed(4)}`, ...numbers].join(' · ')}\n`,
      );
    },
  };
}
