import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  describeModelPath,
  loadModelDescription,
  modelDescriptionSchema,
  modelFlags,
  parseModelDescription,
  parseModelFlags,
  recognizeModel,
} from '../../src/models/index.js';
import { errorLine, scratch } from './sample.js';

let folder: string;
const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

beforeAll(async () => {
  folder = await scratch();
});

describe('a model description', () => {
  it('is read from YAML or JSON, its paths from where it stands', async () => {
    await mkdir(join(folder, 'sub'));
    await write('sub/names.txt', 'cat\n dog \n\nfish\n');
    const yaml = 'model: net.onnx\nsize: [64, 48]\nrange: [-1, 1]\nclasses: names.txt\n';
    const expected = {
      model: join(folder, 'sub', 'net.onnx'),
      size: [64, 48],
      range: [-1, 1],
      channelOrder: 'rgb',
      classes: ['cat', 'dog', 'fish'],
    };
    const file = await write('sub/model.yaml', yaml);
    expect(await loadModelDescription(file)).toEqual({ ...expected, file });
    const json = await write(
      'sub/model-of.json',
      JSON.stringify({ ...expected, model: 'net.onnx', classes: ['cat', 'dog', 'fish'] }),
    );
    expect(await loadModelDescription(json)).toEqual({ ...expected, file: json });
  });

  it('takes class names as a JSON list', async () => {
    const classes = await write('names.json', '["cat", "dog"]');
    expect((await parseModelDescription({ model: 'm.onnx', classes }, folder)).classes).toEqual([
      'cat',
      'dog',
    ]);
  });

  it('refuses class names in another form', async () => {
    const classes = await write('index.json', '{"0": ["n01440764", "tench"]}');
    expect(await errorLine(() => parseModelDescription({ model: 'm.onnx', classes }, folder), folder)).toBe(
      'CONFIG_INVALID_VALUE at index.json classes: invalid value {"0":["n01440764","tench"]}; expected an array',
    );
  });

  it.each([
    ['siz: 3', 'CONFIG_UNKNOWN_KEY at model.yaml:2:1 siz: unknown key "siz"; did you mean "size"?'],
    [
      'size: 0',
      'CONFIG_INVALID_VALUE at model.yaml:2:1 size: invalid value 0; expected a number of at least 1',
    ],
    [
      'layout: nchv',
      'CONFIG_INVALID_VALUE at model.yaml:2:1 layout: invalid value "nchv"; expected one of "nhwc", "nchw"; did you mean "nchw"?',
    ],
    [
      'range: [1, 0]',
      'CONFIG_INVALID_VALUE at model.yaml:2:1 range: invalid value [1,0]; expected two numbers, the lower one first',
    ],
    [
      'mean: [0.1, 0.2]',
      'CONFIG_INVALID_VALUE at model.yaml:2:1 mean: invalid value [0.1,0.2]; expected 1 or 3 numbers',
    ],
    [
      'std: [0.1, 0]',
      'CONFIG_INVALID_VALUE at model.yaml:2:12 std[1]: invalid value 0; expected a number above 0',
    ],
    ['classes: nowhere.txt', 'MODEL_NOT_FOUND at nowhere.txt: there is no such file of class names'],
    [
      'size: [',
      'CONFIG_SYNTAX at model.yaml:3:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ])('with %p says where it is wrong', async (line, message) => {
    const file = await write('model.yaml', `model: net.onnx\n${line}\n`);
    expect(await errorLine(() => loadModelDescription(file), folder)).toBe(message);
  });

  it('has to name a model, and has to be there', async () => {
    const file = await write('model.yaml', 'size: 3\n');
    expect(await errorLine(() => loadModelDescription(file), folder)).toBe(
      'CONFIG_INVALID_VALUE at model.yaml model: a value is missing; expected a string',
    );
    expect(await errorLine(() => loadModelDescription(join(folder, 'none.yaml')), folder)).toBe(
      'MODEL_NOT_FOUND at none.yaml: there is no such model description',
    );
  });
});

describe('flags of a command line', () => {
  it('are there for every key but the model', () => {
    const keys = Object.keys(modelDescriptionSchema.shape).filter((key) => key !== 'model');
    expect(modelFlags.map(({ key }) => key).sort()).toEqual(keys.sort());
    for (const { flags, description } of modelFlags) {
      expect(flags).toMatch(/^--[a-z-]+ <[a-z,]+>$/);
      expect(description).not.toBe('');
    }
  });

  it('are read as the keys of a description', () => {
    const given = {
      size: '224x256',
      mean: '0.5,0.25',
      range: '0,255',
      batchSize: '8',
      classMapping: '3,cat',
      seed: '7',
    };
    expect(parseModelFlags(given)).toEqual({
      size: [224, 256],
      mean: [0.5, 0.25],
      range: [0, 255],
      batchSize: 8,
      classMapping: [3, 'cat'],
    });
  });

  it('are named when they are wrong', async () => {
    expect(await errorLine(() => parseModelFlags({ batchSize: 'many' }))).toBe(
      'CONFIG_INVALID_VALUE at --batch-size: invalid value "many"; expected a number',
    );
    expect(await errorLine(() => parseModelFlags({ mean: '0.5,' }))).toBe(
      'CONFIG_INVALID_VALUE at --mean[1]: invalid value ""; expected a number',
    );
  });

  it('win over what a file says', async () => {
    const file = await write('flags.yaml', 'model: net.onnx\nsize: 32\nresize: 40\n');
    expect(await describeModelPath(file, { size: '48' })).toMatchObject({ size: [48, 48], resize: 40 });
  });

  it('describe a model without a file', async () => {
    const model = await write('bare.onnx', '');
    expect(await describeModelPath(model, { size: '48' })).toEqual({
      model,
      format: 'onnx',
      size: [48, 48],
      channelOrder: 'rgb',
    });
  });
});

describe('recognizeModel', () => {
  it('knows what stands at a path', async () => {
    await mkdir(join(folder, 'layers'));
    await write('layers/model.json', '{"modelTopology": {"model_config": {}}, "weightsManifest": []}');
    await mkdir(join(folder, 'graph'));
    await write('graph/model.json', '{"modelTopology": {"node": []}, "weightsManifest": []}');
    await mkdir(join(folder, 'logits'));
    await write('logits/labels.npy', '');
    await mkdir(join(folder, 'run'));
    await write('run/config.resolved.json', '{}');
    const kinds = {
      'a.ONNX': 'onnx',
      'a.yml': 'description',
      'a.json': 'description',
      layers: 'layers',
      'layers/model.json': 'layers',
      graph: 'graph',
      logits: 'logits',
      run: 'run',
    };
    for (const name of ['a.ONNX', 'a.yml']) await write(name, '');
    await write('a.json', '{"model": "a.onnx"}');
    for (const [name, kind] of Object.entries(kinds))
      expect(await recognizeModel(join(folder, name))).toBe(kind);
  });

  it('says what could be there', async () => {
    await mkdir(join(folder, 'hub'));
    await write('hub/net.onnx', '');
    await write('weights.h5', '');
    const line = (name: string) => errorLine(() => recognizeModel(join(folder, name)), folder);
    const accepted =
      'expected an .onnx file, a TensorFlow.js folder, a .yaml that describes a model, a run, or a folder of logits';
    expect(await line('none.onnx')).toBe(`MODEL_NOT_FOUND at none.onnx: there is no such model; ${accepted}`);
    expect(await line('weights.h5')).toBe(
      `MODEL_INVALID at weights.h5: "weights.h5" is no known kind of model; ${accepted}`,
    );
    expect(await line('hub')).toBe(
      `MODEL_INVALID at hub: the folder holds no model.json, no run and no logits; ${accepted}; did you mean "hub/net.onnx"?`,
    );
  });
});
