// AugMix in a browser: builds one self-contained page, opens it in headless Chromium, and compares bytes and speed with Node.
// node benchmarks/browser/run.mjs [--page <file to keep the page in>]; CHROME names the browser if it is not found.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { describeMachine, writeResults } from '../results.mjs';
import { measureAll } from './views.mjs';

const { values: options } = parseArgs({ options: { page: { type: 'string' } } });

function findBrowser() {
  const names = [process.env.CHROME, 'chromium', 'chromium-browser', 'google-chrome', 'chrome'].filter(
    Boolean,
  );
  const found = names.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
  if (found) return found;
  console.error('no Chromium or Chrome was found; name one in the environment variable CHROME');
  process.exit(1);
}

const browser = findBrowser();
const inNode = measureAll();
const { outputFiles } = await build({
  entryPoints: [new URL('page.mjs', import.meta.url).pathname],
  bundle: true,
  platform: 'browser',
  format: 'esm',
  minify: true,
  write: false,
});
const script = outputFiles[0].text;
const page = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>AugMix in a browser</title>
  <style>
    body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; }
    canvas { margin: 0 .5rem .5rem 0; }
    pre { font-size: 1rem; }
  </style>
  <h1>AugMix in a browser</h1>
  <p>A picture, and five fresh views of it.</p>
  <div id="pictures"></div>
  <pre id="result">measuring …</pre>
  <script type="application/json" id="json"></script>
  <script>const expected = ${JSON.stringify(inNode)};</script>
  <script type="module">${script.replaceAll('</script', '<\\/script')}</script>
</html>
`;
const folder = mkdtempSync(join(tmpdir(), 'augmix-browser-'));
const file = options.page ? resolve(options.page) : join(folder, 'index.html');
writeFileSync(file, page);

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  `--user-data-dir=${join(folder, 'profile')}`,
];
const dom = execFileSync(browser, [...flags, '--timeout=20000', '--dump-dom', pathToFileURL(file).href], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
rmSync(folder, { recursive: true, force: true });
const text = /id="json">([^<]+)</.exec(dom)?.[1];
if (!text) throw new Error('the page did not finish');
const { hasKernels, measured } = JSON.parse(text);

const rows = measured.map((row, place) => ({
  size: row.size,
  hasSameBytes: row.fingerprint === inNode[place].fingerprint,
  browser: row.viewsPerSecond,
  node: inNode[place].viewsPerSecond,
  ratio: Number((row.viewsPerSecond / inNode[place].viewsPerSecond).toPrecision(3)),
}));
console.table(rows);
writeResults('browser', {
  ...describeMachine(),
  versions: {
    node: process.versions.node,
    browser: execFileSync(browser, ['--version'], { encoding: 'utf8' }).trim(),
  },
  method: { unit: 'views per second', threads: 1, severity: 3, ops: 9, width: 3 },
  bundleBytes: script.length,
  hasKernels,
  rows,
});
if (!rows.every(({ hasSameBytes }) => hasSameBytes)) process.exit(1);
