import { describe, expect, test } from '@jest/globals';
import {
  comparisonMarkdown,
  comparisonWarnings,
  publishedDatasets,
  publishedRows,
  type Comparison,
  type Provenance,
} from '../../src/published/index.js';

const corruptions = Object.keys(
  publishedRows('cifar10-c').find((row) => row.perCorruption)?.perCorruption ?? {},
);
const asPublished: Provenance = {
  generated: false,
  images: 10_000,
  fullCount: 10_000,
  preset: 'cifar',
  severities: [1, 2, 3, 4, 5],
  corruptions,
};
const ours = [{ name: 'runs/augmix', model: 'WRN-40-2', cleanError: 5.123, meanCorruptionError: 11.456 }];
const cifar = (changes: Partial<Provenance> = {}): Comparison => ({
  dataset: 'cifar10-c',
  ours,
  provenance: { ...asPublished, ...changes },
});

const tables = (text: string): string[][][] =>
  text.split('\n\n').flatMap((block) =>
    block.startsWith('| ')
      ? [
          block
            .trim()
            .split('\n')
            .map((line) =>
              line
                .split(/(?<!\\)\|/)
                .slice(1, -1)
                .map((text) => text.trim()),
            ),
        ]
      : [],
  );

describe('comparisonWarnings', () => {
  test('none for the whole published set', () => {
    expect(comparisonWarnings(cifar())).toEqual([]);
  });

  test.each<[string, Partial<Provenance>, string]>([
    [
      'generated images',
      { generated: true },
      'The corrupted images were generated here; the published numbers are of the files of CIFAR-10-C, uncompressed arrays with other random draws.',
    ],
    ['a subset', { images: 500 }, 'Measured here on a subset: 500 of 10,000 images.'],
    [
      'another test set',
      { images: 300, fullCount: 300 },
      'The test set here has 300 images, that of CIFAR-10-C 10,000: they are not the same.',
    ],
    [
      'another preset',
      { preset: 'imagenet' },
      'Measured here with the severities of preset "imagenet"; CIFAR-10-C has those of "cifar".',
    ],
    [
      'some severities',
      { severities: [1, 3] },
      'Measured here at severities 1, 3; the published numbers are means over 1, 2, 3, 4, 5.',
    ],
    [
      'one severity',
      { severities: [5] },
      'Measured here at severity 5; the published numbers are means over 1, 2, 3, 4, 5.',
    ],
    [
      'a missing corruption',
      { corruptions: corruptions.filter((name) => name !== 'fog') },
      'Measured here on 14 of the 15 corruptions; without fog.',
    ],
    [
      'an extra corruption',
      { corruptions: [...corruptions, 'spatter'] },
      'Measured here on corruptions that the published means do not have: spatter.',
    ],
  ])('%s: one sentence', (_, changes, sentence) => {
    expect(comparisonWarnings(cifar(changes))).toEqual([sentence]);
  });

  test('severities and corruptions in another order are the same', () => {
    const changes = { severities: [5, 4, 3, 2, 1], corruptions: [...corruptions].reverse() };
    expect(comparisonWarnings(cifar(changes))).toEqual([]);
  });

  test('perturbations are those of the test set, without the four for validation', () => {
    const names = [
      'gaussian_noise',
      'shot_noise',
      'motion_blur',
      'zoom_blur',
      'spatter',
      'brightness',
      'translate',
      'rotate',
      'tilt',
      'scale',
    ];
    const provenance = { generated: false, images: 50_000, perturbations: names };
    expect(comparisonWarnings({ dataset: 'imagenet-p', ours: [{ name: 'a', mfr: 40 }], provenance })).toEqual(
      [
        'Measured here on 9 of the 10 perturbations; without snow.',
        'Measured here on perturbations that the published means do not have: spatter.',
      ],
    );
  });

  const imagenet = { dataset: 'imagenet-c', provenance: { generated: false, images: 50_000 } } as const;
  const twoNumbers = expect.stringContaining('Two numbers go by the name of mCE');

  test('one of the two numbers called mCE where the other is published', () => {
    expect(comparisonWarnings({ ...imagenet, ours: [{ name: 'a', meanCorruptionError: 50 }] })).toEqual([
      twoNumbers,
    ]);
    expect(comparisonWarnings({ ...imagenet, ours: [{ name: 'a', mce: 65 }] })).toEqual([twoNumbers]);
    expect(comparisonWarnings({ ...cifar(), ours: [{ name: 'a', mce: 65 }] })).toEqual([twoNumbers]);
  });

  test('no such warning when ours have both', () => {
    expect(
      comparisonWarnings({ ...imagenet, ours: [{ name: 'a', meanCorruptionError: 50, mce: 65 }] }),
    ).toEqual([]);
  });

  test('the flip probability beside published mFR', () => {
    const provenance = { generated: false, images: 50_000 };
    expect(
      comparisonWarnings({
        dataset: 'imagenet-p',
        ours: [{ name: 'a', meanFlipProbability: 4 }],
        provenance,
      }),
    ).toEqual([expect.stringContaining('mean flip probability')]);
  });

  test('a baseline other than AlexNet', () => {
    const measured = [{ name: 'a', meanCorruptionError: 50, mce: 65 }];
    const provenance = { ...imagenet.provenance, baseline: 'runs/standard' };
    expect(comparisonWarnings({ ...imagenet, ours: measured, provenance })).toEqual([
      'The normalised numbers measured here are divided by those of runs/standard, the published ones by those of AlexNet; they have a column each.',
    ]);
  });
});

describe('comparisonMarkdown', () => {
  test.each(publishedDatasets)('%s: every line of a table has as many cells as its head', (dataset) => {
    const text = comparisonMarkdown({ ...cifar(), dataset, perCorruption: true });
    for (const [head, ...lines] of tables(text)) {
      for (const line of lines) expect(line).toHaveLength(head.length);
    }
    expect(tables(text)[0]).toHaveLength(2 + ours.length + publishedRows(dataset).length);
  });

  test('ours come first, are marked, and the published follow with their sources', () => {
    const text = comparisonMarkdown(cifar());
    const [[head, , first, ...published]] = tables(text);
    expect(head).toEqual([
      'method',
      'model',
      'origin',
      'clean error (%)',
      'mean corruption error (%)',
      'source',
    ]);
    expect(first).toEqual(['**runs/augmix**', 'WRN-40-2', 'measured here', '5.12', '11.46', '–']);
    expect(published.every(([, , origin]) => origin !== 'measured here')).toBe(true);
    expect(published[0]).toEqual(['Standard', 'AllConvNet', 'reported', '–', '30.8', '1, quoted in 2']);
    expect(text).toContain(
      '1. [AugMix: A Simple Data Processing Method to Improve Robustness and Uncertainty](https://arxiv.org/abs/1912.02781) (paper): ',
    );
    const used = published.flatMap((row) => row.at(-1)?.match(/\d+/g) ?? []).map(Number);
    const listed = [...text.matchAll(/^(\d+)\. \[/gm)].map(([, number]) => Number(number));
    expect([...new Set(used)].sort((a, b) => a - b)).toEqual(listed);
  });

  test('warnings stand above the table', () => {
    const text = comparisonMarkdown(cifar({ images: 500, generated: true }));
    const warning = text.indexOf('- Measured here on a subset');
    expect(warning).toBeGreaterThan(0);
    expect(warning).toBeLessThan(text.indexOf('| method'));
  });

  test('the two numbers called mCE are never in one column', () => {
    const [[head, , ...rows]] = tables(
      comparisonMarkdown({ ...cifar(), dataset: 'imagenet-c', ours: [{ name: 'a', mce: 65.1 }] }),
    );
    const [plain, normalised] = ['mean corruption error (%)', 'mCE (AlexNet = 100)'].map((name) =>
      head.indexOf(name),
    );
    expect([rows[0][plain], rows[0][normalised]]).toEqual(['–', '65.10']);
    const published = publishedRows('imagenet-c');
    for (const [index, row] of rows.slice(1).entries()) {
      const { meanCorruptionError = '–', mce = '–' } = published[index];
      expect([row[plain], row[normalised]]).toEqual([String(meanCorruptionError), String(mce)]);
    }
  });

  test('an mCE of another baseline has a column of its own', () => {
    const provenance = { generated: false, images: 50_000, baseline: 'runs/standard' };
    const measured = [{ name: 'a', meanCorruptionError: 40, mce: 80, corruptionErrors: { fog: 81 } }];
    const all = tables(
      comparisonMarkdown({ dataset: 'imagenet-c', ours: measured, provenance, perCorruption: true }),
    );
    const [head, , first, next] = all[0];
    const own = head.indexOf('mCE (runs/standard = 100)');
    const alexnet = head.indexOf('mCE (AlexNet = 100)');
    expect([first[own], first[alexnet], next[own], next[alexnet]]).toEqual(['80.00', '–', '–', '80.6']);
    expect(all.at(-1)).toHaveLength(3);
    expect(all.at(-1)?.[2]).toContain('81.00');
  });

  test('columns by corruption: errors and CE in tables of their own', () => {
    const text = comparisonMarkdown({
      ...cifar(),
      dataset: 'imagenet-c',
      ours: [{ name: 'a', perCorruption: { fog: 50.123 } }],
      perCorruption: true,
    });
    const [, errors, normalised] = tables(text);
    expect(text).toMatch(/### Error by corruption \(%\)[\s\S]+### CE \(AlexNet = 100\)/);
    expect(errors[0]).toContain('gaussian noise');
    expect(errors[2]).toContain('50.12');
    const augmix = errors.find(([method, model]) => method === 'AugMix' && model === 'ResNet-50');
    expect(augmix?.slice(3, 5)).toEqual(['55.20', '54.38']);
    expect(normalised.map(([method]) => method)).not.toContain('**a**');
    expect(tables(comparisonMarkdown(cifar()))).toHaveLength(1);
  });

  test('where nothing is confirmed it says so', () => {
    const text = comparisonMarkdown({
      ...cifar(),
      dataset: 'cifar10-p',
      ours: [{ name: 'a', meanFlipProbability: 1.5 }],
    });
    expect(text).toContain('There is no published number of CIFAR-10-P here: none could be confirmed.');
    expect(text).not.toContain('Sources:');
  });

  test('a name with a bar or a line break stays in its cell', () => {
    const [[, , first]] = tables(
      comparisonMarkdown({ ...cifar(), ours: [{ name: 'a|b\nc', cleanError: 1 }] }),
    );
    expect(first[0]).toBe('**a\\|b c**');
  });
});
