// What every benchmark writes beside its numbers: when, of which commit, on which machine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** Date, commit and machine. */
export function describeMachine() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
  });
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit.trim(),
    machine: {
      processor: cpus()[0].model.trim(),
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      loadAverage: loadavg().map((load) => Number(load.toFixed(1))),
    },
  };
}

/** Writes `benchmarks/results/<name>.json`. */
export function writeResults(name, report) {
  mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  writeFileSync(new URL(`results/${name}.json`, import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
}

/** Median, lowest and highest of some rates, to four digits. */
export function summary(rates) {
  const sorted = rates.toSorted((a, b) => a - b);
  const [low, median, high] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return Object.fromEntries(
    Object.entries({ median, low, high }).map(([name, rate]) => [name, Number(rate.toPrecision(4))]),
  );
}
