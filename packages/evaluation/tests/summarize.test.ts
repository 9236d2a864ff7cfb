import { describe, expect, it } from '@jest/globals';
import { judgeCell, resultsMarkdown, summarize, type Cell, type JudgedCell } from '@augmix/evaluation';
import { alexNetErrors, error, rmsCalibrationError, top5Error } from '@augmix/metrics';

const corrupted = (corruption: string, severity: number): Cell =>
  ({ kind: 'corruption', corruption, severity }) as Cell;

/** Four images of class 0, of which those in `wrong` are taken for class 1. */
function judged(cell: Cell, wrong: readonly number[], metrics = { error: error() }): JudgedCell {
  const logits = Float32Array.from({ length: 8 }, (_, place) =>
    Number(place % 2 === Number(wrong.includes(place >> 1))),
  );
  const predictions = { count: 4, frames: 1, classes: 2, logits: { a: logits }, labels: new Int32Array(4) };
  return { cell, record: judgeCell(cell, predictions, metrics) };
}

describe('summarize', () => {
  const cells = [
    judged({ kind: 'clean' }, [3]),
    judged(corrupted('fog', 1), [3]),
    judged(corrupted('fog', 5), [2, 3]),
    judged(corrupted('snow', 1), [1, 2, 3]),
    judged(corrupted('snow', 5), [0, 1, 2, 3]),
  ];

  it('takes the mean over severities, then over corruptions', () => {
    const { clean, corruptions, perturbations } = summarize('a', cells);
    expect(clean['error'].value).toBe(25);
    expect(corruptions!.byName['fog'].error.value).toBe(37.5);
    expect(corruptions!.byName['snow'].error.value).toBe(87.5);
    expect(corruptions!.byName['snow'].severities['1']['error'].value).toBe(75);
    expect(corruptions!.meanCorruptionError.value).toBe(62.5);
    expect(corruptions!.metrics['error'].value).toBe(62.5);
    expect(perturbations).toBeUndefined();
  });

  it('draws an image with all its corrupted versions: the interval is that of the mean per image', () => {
    const { corruptions } = summarize('a', cells);
    // Image by image 25, 50, 75 and 100 % of the versions are wrong.
    const [low, high] = corruptions!.meanCorruptionError.interval!;
    expect(low).toBeGreaterThanOrEqual(25);
    expect(low).toBeLessThan(50);
    expect(high).toBeGreaterThan(75);
    expect(high).toBeLessThanOrEqual(100);
    // Independent draws of 16 versions could not be so far apart.
    expect(high - low).toBeGreaterThan(40);
    const [same] = [summarize('a', cells).corruptions!.meanCorruptionError.interval];
    expect(same).toEqual([low, high]);
  });

  it('leaves extra corruptions out of the means, unless there are no others', () => {
    const extraCorruptions = ['snow'];
    const { corruptions } = summarize('a', cells, { extraCorruptions });
    expect(corruptions!.meanOver).toEqual(['fog']);
    expect(corruptions!.meanCorruptionError.value).toBe(37.5);
    expect(corruptions!.metrics['error'].value).toBe(37.5);
    expect(corruptions!.byName['snow'].error.value).toBe(87.5);
    const onlyExtra = summarize('a', [cells[0], cells[3]], { extraCorruptions });
    expect(onlyExtra.corruptions).toMatchObject({ meanOver: ['snow'], meanCorruptionError: { value: 75 } });
  });

  it('has no mean of a metric that is not defined everywhere', () => {
    const metrics = { error: error(), rms: rmsCalibrationError() };
    const { clean, corruptions } = summarize('a', [
      judged({ kind: 'clean' }, [], metrics),
      judged(corrupted('fog', 1), [0], metrics),
    ]);
    expect(clean['rms']).toEqual({ value: null, unit: '%', better: 'lower' });
    expect(corruptions!.metrics['rms'].value).toBeNull();
    expect(corruptions!.metrics['error'].value).toBe(25);
  });

  it('has an mCE only of all 15 corruptions at all severities, and of images like ImageNet’s', () => {
    const all = Object.keys(alexNetErrors.corruptions).flatMap((name) =>
      [1, 2, 3, 4, 5].map((severity) => judged(corrupted(name, severity), [0, 1])),
    );
    const whole = [judged({ kind: 'clean' }, [0]), ...all];
    const of = (some: readonly JudgedCell[], isImageNet = true) =>
      summarize('a', some, { isImageNet }).corruptions!;
    const means = Object.values(alexNetErrors.corruptions).map(
      (severities) => severities.reduce((sum, value) => sum + value, 0) / severities.length,
    );
    // 50 % everywhere: the mean over the corruptions of 50 % in units of AlexNet's mean error.
    const expected = means.reduce((sum, mean) => sum + (100 * 50) / mean, 0) / means.length;
    expect(of(whole).mce!.value).toBeCloseTo(expected, 8);
    expect(of(whole).relativeMce!.value).toBeGreaterThan(0);
    expect(of(whole, false).mce).toBeUndefined();
    expect(of(whole.slice(0, -1)).mce).toBeUndefined();
    expect(
      of(whole.filter(({ cell }) => !('corruption' in cell) || cell.corruption !== 'fog')).mce,
    ).toBeUndefined();
    expect(of(all).relativeMce).toBeUndefined();
  });

  it('counts top-5 errors of fewer than five classes as none', () => {
    const { clean } = summarize('a', [
      judged({ kind: 'clean' }, [0, 1, 2, 3], { error: error(), top5: top5Error() } as never),
    ]);
    expect(clean['error'].value).toBe(100);
    expect(clean['top5'].value).toBe(0);
  });

  it('takes flips sequence by sequence', () => {
    const sequences = (perturbation: string, classesOfFrames: readonly (readonly number[])[]): JudgedCell => {
      const cell: Cell = { kind: 'perturbation', perturbation, compare: 'previous' };
      const frames = classesOfFrames[0].length;
      const logits = Float32Array.from(
        classesOfFrames.flat().flatMap((name) => [0, 1].map((other) => Number(other === name))),
      );
      const predictions = { count: classesOfFrames.length, frames, classes: 2, logits: { a: logits } };
      return { cell, record: judgeCell(cell, predictions, {}) };
    };
    const { perturbations } = summarize('a', [
      judged({ kind: 'clean' }, []),
      sequences('tilt', [
        [0, 1, 0],
        [0, 0, 0],
      ]),
      sequences('scale', [
        [0, 0, 1],
        [1, 1, 1],
      ]),
    ]);
    expect(perturbations!.byName['tilt'].flipProbability).toMatchObject({ value: 50, interval: [0, 100] });
    expect(perturbations!.byName['scale'].flipProbability.value).toBe(25);
    expect(perturbations!.meanFlipProbability).toMatchObject({ value: 37.5, interval: [0, 75] });
    expect(perturbations!.byName['tilt'].topFiveDistance).toBeUndefined();
  });

  it('is written as a table even where corruptions have different severities', () => {
    const ragged = [cells[0], cells[1], cells[2], cells[4]];
    const text = resultsMarkdown({
      schemaVersion: 2,
      data: {
        classes: 2,
        images: 4,
        available: 4,
        corruptions: { source: 'logits', names: ['fog', 'snow'], severities: [1, 5] },
      },
      models: [{ name: 'a', kind: 'logits', source: 'a' }],
      judged: { a: summarize('a', ragged) },
    });
    expect(text).toContain('| severity 1 | – |');
    expect(text).toContain('| severity 5 | 75.00 % |');
  });
});
