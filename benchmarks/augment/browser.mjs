// The same views in a browser: same bits as in Node.js, and how fast.
// node benchmarks/augment/browser.mjs [--browser <Chromium>]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { makeViews } from './views.mjs';

const { values: options } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } });
const settings = [
  [32, 2000],
  [224, 60],
];

const script = `
import { makeViews } from './views.mjs';
const results = [];
for (const [size, count] of ${JSON.stringify(settings)}) results.push(await makeViews(size, count));
document.body.textContent = 'results:' + JSON.stringify(results) + ':end';
`;
const { outputFiles } = await build({
  stdin: { contents: script, resolveDir: import.meta.dirname },
  bundle: true,
  format: 'esm',
  write: false,
});
const folder = mkdtempSync(join(tmpdir(), 'augment-page-'));
const page = join(folder, 'page.html');
writeFileSync(page, `<!doctype html><body><script type="module">${outputFiles[0].text}</script></body>`);
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom'];
const html = execFileSync(options.browser, [...flags, pathToFileURL(page).href], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
rmSync(folder, { recursive: true });
const found = /results:(.*?):end/.exec(html.replaceAll('&quot;', '"'));
if (!found) throw new Error('the page gave no result');

let isEqual = true;
for (const [index, inBrowser] of JSON.parse(found[1]).entries()) {
  const inNode = await makeViews(...settings[index]);
  isEqual &&= inNode.checksum === inBrowser.checksum;
  const { size, count, hasKernels, imagesPerSecond } = inBrowser;
  console.log(
    `${size}×${size}: ${count} views ${inNode.checksum === inBrowser.checksum ? 'equal' : 'DIFFER'}, ` +
      `${imagesPerSecond} images/s in the browser ${hasKernels ? 'with' : 'without'} kernels, ${inNode.imagesPerSecond} in Node.js`,
  );
}
process.exit(isEqual ? 0 : 1);
