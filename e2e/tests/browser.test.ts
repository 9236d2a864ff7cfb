import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from '@jest/globals';
import { consumer, node, printed } from './installed.js';

const entry = 'augment-image.mjs';

describe('the plain packages in a browser', () => {
  it('bundle without Node.js, and give the same bytes', async () => {
    const { outputFiles, warnings } = await build({
      absWorkingDir: consumer,
      entryPoints: [entry],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
      logLevel: 'silent',
    });
    expect(warnings).toEqual([]);
    // A context with the language's own globals only: no process, no require, no Buffer.
    const context = createContext({});
    expect(runInContext('typeof process + typeof require + typeof Buffer', context)).toBe(
      'undefined'.repeat(3),
    );
    runInContext(outputFiles[0].text, context);
    const bundled = JSON.parse(runInContext('JSON.stringify(augmented)', context) as string) as object;
    const program = `await import('./${entry}'); console.log(JSON.stringify(augmented))`;
    expect(bundled).toEqual(printed(node(['--input-type=module', '--eval', program])));
    expect(bundled).toMatchObject({ metric: '%' });
  });
});
