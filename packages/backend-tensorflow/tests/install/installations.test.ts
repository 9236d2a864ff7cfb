import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findInstallation, listInstallations } from '../../src/install/installations.js';
import { removeInstallation } from '../../src/install/remove.js';

const temporary = mkdtempSync(join(tmpdir(), 'augmix-installations-'));
const before = process.env['AUGMIX_CACHE'];
let root: string;
beforeAll(() => void (process.env['AUGMIX_CACHE'] = temporary));
beforeEach(() => {
  root = join(temporary, 'backends', 'tensorflow');
  rmSync(root, { recursive: true, force: true });
});
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
  if (before === undefined) delete process.env['AUGMIX_CACHE'];
  else process.env['AUGMIX_CACHE'] = before;
});

const paths = {
  package: 'node_modules/tfjs',
  addon: 'node_modules/tfjs/addon.node',
  libraries: 'tensorflow',
};

function put(name: string, changes: Record<string, unknown> = {}): string {
  const folder = join(root, name);
  const [version, device] = name.split('-');
  mkdirSync(join(folder, paths.package), { recursive: true });
  mkdirSync(join(folder, paths.libraries));
  writeFileSync(join(folder, paths.addon), '');
  const facts = {
    tfjsNode: '4.22.0',
    addonBuild: 'compiled',
    wheel: { name: 'a.whl', sha256: '00' },
    sizes: {},
  };
  const manifest = { format: 1, version, device, installedAt: '2026-01-01', ...paths, ...facts, ...changes };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

describe('installations', () => {
  test('are none where there is no folder', async () => {
    await expect(listInstallations()).resolves.toEqual([]);
    await expect(findInstallation()).resolves.toBeUndefined();
  });

  test('are listed with absolute paths', async () => {
    const folder = put('2.21.0-cpu');
    await expect(listInstallations()).resolves.toMatchObject([
      { folder, version: '2.21.0', addon: join(folder, paths.addon), libraries: join(folder, 'tensorflow') },
    ]);
  });

  test('are ordered by version as numbers, then by the time of installation', async () => {
    put('2.9.0-cpu', { installedAt: '2027-01-01' });
    put('2.21.0-cpu', { installedAt: '2026-01-01' });
    put('2.21.0-gpu', { installedAt: '2026-02-01' });
    const order = (await listInstallations()).map(({ version, device }) => `${version}-${device}`);
    expect(order).toEqual(['2.21.0-gpu', '2.21.0-cpu', '2.9.0-cpu']);
  });

  test('are found by version and device', async () => {
    put('2.9.0-cpu');
    put('2.21.0-gpu');
    await expect(findInstallation()).resolves.toMatchObject({ version: '2.21.0' });
    await expect(findInstallation({ device: 'cpu' })).resolves.toMatchObject({ version: '2.9.0' });
    await expect(findInstallation({ version: '2.21.0', device: 'cpu' })).resolves.toBeUndefined();
  });

  test.each([
    ['the manifest is missing', (folder: string) => rmSync(join(folder, 'manifest.json'))],
    [
      'the manifest is cut',
      (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{"format": 1,'),
    ],
    ['the addon is gone', (folder: string) => rmSync(join(folder, paths.addon))],
    [
      'the libraries are gone',
      (folder: string) => rmSync(join(folder, paths.libraries), { recursive: true }),
    ],
  ])('do not count when %s', async (_case, spoil) => {
    spoil(put('2.21.0-cpu'));
    await expect(listInstallations()).resolves.toEqual([]);
  });

  test('of another format do not count', async () => {
    put('2.21.0-cpu', { format: 2 });
    await expect(listInstallations()).resolves.toEqual([]);
  });

  test('are removed', async () => {
    put('2.21.0-gpu');
    const folder = put('2.21.0-cpu');
    await removeInstallation({ folder });
    expect((await listInstallations()).map(({ device }) => device)).toEqual(['gpu']);
    await expect(removeInstallation({ folder })).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});
