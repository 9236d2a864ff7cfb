import { describe, expect, test } from '@jest/globals';
import {
  AugmixError,
  errorCatalogue,
  formatPath,
  isAugmixError,
  nearestName,
  suggestName,
} from '../src/index.js';

describe('AugmixError', () => {
  test('is an Error with a code, an exit code and one line', () => {
    const cause = new Error('inner');
    const error = new AugmixError('CONFIG_INVALID_VALUE', 'invalid\n  value 3', {
      file: 'run.yaml',
      line: 2,
      column: 5,
      path: 'seed',
      expected: 'text',
      suggestion: 'try "3"',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error.cause).toBe(cause);
    expect(error.exitCode).toBe(2);
    expect(error.toLine()).toBe(
      'CONFIG_INVALID_VALUE at run.yaml:2:5 seed: invalid value 3; expected text; try "3"',
    );
    expect(new AugmixError('WORKER_FAILED', 'gone').toLine()).toBe('WORKER_FAILED: gone');
  });

  test('keeps what it knows when more is added', () => {
    const error = new AugmixError('USAGE', 'wrong', { path: 'a' }).at({ path: 'b', file: 'f' });
    expect(error.details).toMatchObject({ path: 'a', file: 'f' });
  });

  test('is plain JSON without its cause', () => {
    const error = new AugmixError('USAGE', 'wrong', { path: 'a', cause: new Error('inner') });
    expect(JSON.parse(JSON.stringify(error))).toEqual({ code: 'USAGE', message: 'wrong', path: 'a' });
  });

  test('is recognised across copies of the package, other errors are not', async () => {
    const built = (await import('@augmix/core')) as unknown as { AugmixError: typeof AugmixError };
    const foreign = new built.AugmixError('USAGE', 'wrong');
    expect(foreign).not.toBeInstanceOf(AugmixError);
    expect(isAugmixError(foreign)).toBe(true);
    expect(isAugmixError(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toBe(false);
    expect(isAugmixError({ name: 'AugmixError', code: 'USAGE' })).toBe(false);
  });

  test.each(Object.entries(errorCatalogue))(
    '%s has an exit code and a sentence',
    (code, { exit, meaning }) => {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect([1, 2]).toContain(exit);
      expect(meaning).toMatch(/^[A-Z].*[.]$/);
    },
  );
});

describe('names in errors', () => {
  test.each([
    ['severty', ['severity', 'width'], 'severity'],
    ['Wide_ResNet', ['wide-resnet', 'resnet'], 'wide-resnet'],
    ['shearx', ['shear_x', 'shear_y'], 'shear_x'],
    ['mosaic', ['severity', 'width'], undefined],
    ['anything', [], undefined],
  ])('the nearest to %s in %j is %s', (name, candidates, nearest) => {
    expect(nearestName(name, candidates)).toBe(nearest);
  });

  test('without a near one, all are listed, sorted', () => {
    expect(suggestName('mosaic', ['width', 'severity'])).toBe('known: severity, width');
    expect(suggestName('mosaic', [])).toBeUndefined();
  });

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 0, 'b', 1], 'a[0].b[1]'],
    [[0, 'a'], '[0].a'],
  ])('the path %j is written %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
