import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { augmix, scratch } from './command.js';

describe('augmix backend', () => {
  test('lists nothing where nothing is installed', () => {
    const env = { AUGMIX_CACHE: scratch() };
    expect(augmix(['backend', 'list', '--json'], { env })).toMatchObject({ code: 0, stdout: '[]\n' });
    const { code, stdout, stderr } = augmix(['backend', 'list'], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('augmix backend install tensorflow');
    expect(readdirSync(env.AUGMIX_CACHE)).toEqual([]);
  });

  test.each([['test'], ['remove']])('%s says what is not installed', (action) => {
    const env = { AUGMIX_CACHE: scratch() };
    const { code, stderr } = augmix(['backend', action, 'tensorflow', '--version', '2.21.0'], { env });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'BACKEND_UNAVAILABLE: TensorFlow 2.21.0 is not installed; run: augmix backend install tensorflow\n',
    );
  });

  test.each([
    ['a misspelt name', ['install', 'tensorflw'], 'did you mean "tensorflow"?'],
    ['a backend that is always there', ['install', 'wasm'], 'there is nothing to install'],
    ['an unknown device', ['install', 'tensorflow', '--device', 'tpu'], 'Allowed choices are cpu, gpu'],
    ['a file that is not there', ['install', 'tensorflow', '--wheel', 'none.whl'], 'there is no such wheel'],
  ])('install refuses %s', (_case, args, message) => {
    const env = { AUGMIX_CACHE: scratch() };
    const { code, stderr } = augmix(['backend', ...args], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('install ends with a coded error where pip and npm reach nothing, and leaves nothing behind', () => {
    const env = {
      AUGMIX_CACHE: scratch(),
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_cache: scratch(),
      npm_config_fetch_retries: '0',
      PIP_INDEX_URL: 'http://127.0.0.1:9',
    };
    const { code, stdout, stderr } = augmix(['backend', 'install', 'tensorflow'], { env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^BACKEND_DOWNLOAD at @tensorflow\/tfjs-node-gpu@4\.22\.0: npm could not/m);
    expect(readdirSync(join(env.AUGMIX_CACHE, 'backends', 'tensorflow'))).toEqual([]);
  });
});
