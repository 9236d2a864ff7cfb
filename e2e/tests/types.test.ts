import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { node, workspace } from './installed.js';

const compiler = join(workspace, 'node_modules', 'typescript', 'bin', 'tsc');

const programs = ['types/esm.mts', 'types/commonjs.cts'];

/** Type-checks files of the consumer; gives what the compiler says. */
function complaints(settings: Record<string, string>, files: readonly string[]): string[] {
  const flags = Object.entries({ target: 'es2022', skipLibCheck: 'true', ...settings });
  const { stdout } = node([
    compiler,
    '--noEmit',
    '--strict',
    ...flags.flatMap(([name, value]) => [`--${name}`, value]),
    ...files,
  ]);
  // Continuation lines are indented.
  return stdout.split('\n').filter((line) => /^\S/.test(line));
}

describe('the installed declarations', () => {
  it.each([
    ['node16', { module: 'node16', moduleResolution: 'node16' }, programs],
    ['nodenext', { module: 'nodenext', moduleResolution: 'nodenext' }, programs],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler' }, programs.slice(0, 1)],
  ])('check what a TypeScript program says, with moduleResolution %s', (_resolution, settings, files) => {
    expect(complaints(settings, files)).toEqual([]);
  });

  it('are sound themselves', () => {
    const all = complaints({ module: 'node16', skipLibCheck: 'false' }, programs);
    // TensorFlow.js's own do not pass TypeScript's checks.
    expect(all.filter((line) => !line.startsWith('node_modules/@tensorflow/'))).toEqual([]);
  });

  it('are really looked at', () => {
    const [complaint] = complaints({ module: 'node16' }, ['types/wrong.mts']);
    expect(complaint).toMatch(/^types\/wrong\.mts\(3,\d+\): error TS2322/);
  });
});
