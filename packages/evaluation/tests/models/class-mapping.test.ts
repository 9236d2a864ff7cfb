import { describe, expect, it } from '@jest/globals';
import { checkModelFits, mapClasses, type ImagesInfo } from '../../src/models/index.js';
import { errorLine } from './sample.js';

const names = ['tench', 'goldfish', 'crane', 'shark', 'crane'];
const file = 'model.yaml';

describe('mapClasses', () => {
  it('leaves outputs alone that need no mapping', () => {
    expect(mapClasses({ model: 'm' }, 5, ['a', 'b', 'c', 'd', 'e'])).toBeUndefined();
    expect(mapClasses({ model: 'm', classes: names }, 5)).toBeUndefined();
    expect(mapClasses({ model: 'm', classes: names }, 5, names)).toBeUndefined();
  });

  it('finds the outputs by name, in another order or among more', () => {
    expect(mapClasses({ model: 'm', classes: names }, 5, ['shark', 'tench'])).toEqual([3, 0]);
  });

  it('takes numbers, names and pairs', () => {
    const described = { model: 'm', classes: names };
    expect(mapClasses({ ...described, classMapping: [4, 'goldfish'] }, 5, ['kran', 'fisch'])).toEqual([4, 1]);
    const classMapping = { fisch: 'goldfish', kran: 4 };
    expect(mapClasses({ ...described, classMapping }, 5, ['kran', 'fisch'])).toEqual([4, 1]);
  });

  interface Refused {
    classes?: string[];
    classMapping?: (string | number)[] | Record<string, number>;
    data?: string[];
  }
  it.each<[Refused, string]>([
    [
      { classes: ['a', 'b'] },
      'MODEL_MISMATCH at model.yaml classes: 2 class names are given for 5 outputs; expected 5 names',
    ],
    [
      { classes: names, data: ['tensh'] },
      `MODEL_MISMATCH at model.yaml classes: the data set's class "tensh" is not among the model's classes; did you mean "tench"?`,
    ],
    [
      { classes: names, data: ['crane'] },
      `MODEL_MISMATCH at model.yaml classes: the data set's class "crane" is twice among the model's classes; say in classMapping which output it is`,
    ],
    [
      { classMapping: ['crane'], classes: names },
      'CONFIG_INVALID_VALUE at model.yaml classMapping[0]: two outputs are named "crane"; expected the number of one',
    ],
    [
      { classMapping: [2, 1, 2] },
      'CONFIG_INVALID_VALUE at model.yaml classMapping: output 2 is given for two classes; expected an output of its own for each class',
    ],
    [
      { classMapping: [0, 5] },
      'CONFIG_INVALID_VALUE at model.yaml classMapping[1]: there is no output 5; expected 0 to 4',
    ],
    [
      { classMapping: ['shark'] },
      'CONFIG_INVALID_VALUE at model.yaml classMapping[0]: no output is named "shark"; name the outputs in classes, or give their numbers',
    ],
    [
      { classMapping: [1, 2], data: ['a', 'b', 'c'] },
      'CONFIG_INVALID_VALUE at model.yaml classMapping: 2 outputs are given; expected 3, one for each class of the data set',
    ],
    [
      { classMapping: { cat: 1 }, data: ['cap', 'hat'] },
      'CONFIG_INVALID_VALUE at model.yaml classMapping.cat: the data set has no such class; did you mean "cap"?',
    ],
    [
      { classMapping: { cat: 1 }, data: ['cat', 'dog'] },
      'CONFIG_INVALID_VALUE at model.yaml classMapping.dog: a class of the data set is missing; expected its output',
    ],
  ])('refuses %j', async ({ data, ...described }, message) => {
    expect(await errorLine(() => mapClasses({ model: 'm', file, ...described }, 5, data))).toBe(message);
  });
});

describe('checkModelFits', () => {
  const model = { classes: 1000, input: { height: 224, width: 256, channels: 3 } };
  const shape = { height: 224, width: 256, channels: 3 };
  const line = (images: ImagesInfo) => errorLine(() => checkModelFits(model, images, file));

  it('lets a model pass that fits, and images whose sizes are not known yet', () => {
    checkModelFits(model, { shape, classes: 1000 });
    checkModelFits(model, { classes: Array.from({ length: 1000 }, String) });
  });

  it('says what was found and what is expected', async () => {
    expect(await line({ shape: { height: 32, width: 32, channels: 3 }, classes: 10 })).toBe(
      'MODEL_MISMATCH at model.yaml: the model takes images of 256×224×3, the data set has 32×32×3; expected 256×224×3; "resize: 224" in the model\'s description makes the images so large; if the model takes any size, set its "size"',
    );
    expect(await line({ shape: { ...shape, channels: 1 }, classes: 1000 })).toBe(
      'MODEL_MISMATCH at model.yaml: the model takes images of 256×224×3, the data set has 256×224×1; expected 256×224×3; the model is for colour images',
    );
    expect(await line({ shape, classes: ['cat', 'dog'] })).toBe(
      'MODEL_MISMATCH at model.yaml: the model gives 1000 classes, the data set has 2; expected 2; say in classMapping which of the outputs the classes of the data set are',
    );
    expect(await line({ shape, classes: 1001 })).toBe(
      'MODEL_MISMATCH at model.yaml: the model gives 1000 classes, the data set has 1001; expected 1001',
    );
  });
});
