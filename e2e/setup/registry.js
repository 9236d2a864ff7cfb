// A package registry on this machine: it has the packages of this workspace as they were packed, and sends requests for
// all others to the user's own. With it `npm create` and `npm install` do what they will do after a release.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/** Manifests of the packages that have an archive, by name. */
function manifestsOf(archives) {
  const files = new Set(readdirSync(archives));
  const entries = readdirSync(packages).flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'));
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
    return files.has(file) ? [[manifest.name, { manifest, file }]] : [];
  });
  return new Map(entries);
}

/**
 * @param {string} archives folder of the packed packages
 * @param {string} upstream the registry that has everything else
 * @returns {Promise<{ url: string, close(): void }>}
 */
export async function startRegistry(archives, upstream) {
  const known = manifestsOf(archives);
  let url = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url).slice(1);
    const own = known.get(path);
    if (own) {
      const { version } = own.manifest;
      const hash = createHash('sha512')
        .update(readFileSync(join(archives, own.file)))
        .digest('base64');
      const dist = { tarball: `${url}/archives/${own.file}`, integrity: `sha512-${hash}` };
      const versions = { [version]: { ...own.manifest, dist } };
      // The next run of the tests has other archives of the same version.
      response.setHeader('cache-control', 'no-store');
      response.end(JSON.stringify({ name: path, 'dist-tags': { latest: version }, versions }));
    } else if (path.startsWith('archives/')) {
      response.end(readFileSync(join(archives, path.slice('archives/'.length))));
    } else {
      response.writeHead(302, { location: new URL(request.url.slice(1), upstream).href }).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${server.address().port}`;
  return { url, close: () => server.close() };
}
