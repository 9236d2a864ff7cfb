// Prints the tables of README.md from benchmarks/results/augment.json.
import { readFileSync } from 'node:fs';

const { results } = JSON.parse(readFileSync(new URL('../results/augment.json', import.meta.url), 'utf8'));
const count = (rate) => Math.round(rate).toLocaleString('en').replaceAll(',', ' ');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const contenders = ['kernels', 'typescript', 'official', 'numpy', 'torchvision', 'timm', 'copy'];
const viewRows = results.views.rows.map(({ size, rates }) => {
  const cells = contenders.map((name) => {
    const ratio = rates.kernels.median / rates[name].median;
    const isPeer = ['official', 'numpy', 'torchvision', 'timm'].includes(name);
    return count(rates[name].median) + (isPeer ? ` (${ratio.toPrecision(3)}×)` : '');
  });
  return [`${size}×${size}`, ...cells];
});
console.log(table(['', ...contenders], viewRows));

const variants = results.variants.rows.map(({ size, width, ops, perChannel, rates, ratios }) => [
  `${size}×${size}`,
  `width ${width}, ${ops} ops${perChannel ? ', mean and std per channel' : ''}`,
  count(rates.kernels.median),
  count(rates.official.median),
  `${ratios['kernels to official']}×`,
]);
console.log(`\n${table(['size', 'setting', 'kernels', 'official', 'ratio'], variants)}`);

const sizes = [...new Set(results.ops.rows.map(({ size }) => size))];
const names = [...new Set(results.ops.rows.map(({ op }) => op))];
const opRows = names.map((name) => [
  name,
  ...sizes.map((size) => {
    const { microseconds, ratio } = results.ops.rows.find((one) => one.op === name && one.size === size);
    return `${Object.values(microseconds).join(' / ')} (${ratio}×)`;
  }),
]);
console.log(`\n${table(['op', ...sizes.map((size) => `${size}×${size}`)], opRows)}`);
