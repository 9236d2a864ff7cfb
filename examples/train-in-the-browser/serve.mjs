// Serves a folder on this machine; any static web server does.
//   node serve.mjs [--port N] [--folder FOLDER]
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({
  options: { port: { type: 'string', default: '8080' }, folder: { type: 'string' } },
});
const folder = given.folder ?? fileURLToPath(new URL('public', import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

const server = createServer(({ url }, response) => {
  const { pathname } = new URL(url, 'http://localhost');
  // Normalised from the root on, a path does not lead out of the folder.
  const file = join(folder, normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
  if (!existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});
server.listen(Number(given.port), '127.0.0.1', () => {
  console.log(`open http://127.0.0.1:${server.address().port}/`);
});
