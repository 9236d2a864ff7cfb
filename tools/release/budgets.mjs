// How large each archive may be, in budgets.json: a package that grows past it has swallowed something, or says so in a review.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('budgets.json', import.meta.url);
const bytesPerKilobyte = 1000;

export function budgetProblems(archives) {
  const budgets = JSON.parse(readFileSync(file, 'utf8')).kilobytes;
  const names = new Set(archives.map(({ name }) => name));
  return [
    ...archives.flatMap(({ name, size }) => {
      const kilobytes = Math.ceil(size / bytesPerKilobyte);
      if (budgets[name] === undefined) return [`${name} has no size budget; --update writes one`];
      return kilobytes > budgets[name]
        ? [`${name} is ${kilobytes} kB, its budget is ${budgets[name]} kB; --update raises it`]
        : [];
    }),
    ...Object.keys(budgets)
      .filter((name) => !names.has(name))
      .map((name) => `there is a size budget for ${name}, which is not there`),
  ];
}

/** Half as much again as is needed now, in steps of 10 kB. */
export function writeBudgets(archives) {
  const budget = (size) => Math.max(20, Math.ceil((1.5 * size) / bytesPerKilobyte / 10) * 10);
  const kilobytes = Object.fromEntries(archives.map(({ name, size }) => [name, budget(size)]));
  writeFileSync(file, JSON.stringify({ kilobytes }, null, 2) + '\n');
}
