import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testInstallation } from '../../src/install/test-installation.js';
import { libraryNames } from '../../src/install/layout.js';
import { describeInstalled, installation } from '../installed.js';

describeInstalled('the installation that is there', () => {
  test('has what its manifest says', () => {
    const { libraries, package: folder, tfjsNode, sizes } = installation!;
    for (const name of libraryNames) expect(statSync(join(libraries, name)).isFile()).toBe(true);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(tfjsNode);
    const bytes = libraryNames.reduce((sum, name) => sum + statSync(join(libraries, name)).size, 0);
    expect(sizes['tensorflow']).toBe(bytes);
  });

  test('trains in a process of its own', async () => {
    const { version, losses } = await testInstallation(installation!);
    expect(version).toBe(installation!.version);
    expect(losses).toHaveLength(4);
    expect(losses.at(-1)).toBeLessThan(losses[0]);
  });
});
