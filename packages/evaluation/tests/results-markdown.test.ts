import { describe, expect, it } from '@jest/globals';
import {
  resultsMarkdown,
  type EvaluationData,
  type EvaluationResults,
  type JudgedModel,
  type MeasuredValue,
} from '@augmix/evaluation';

const percent = (value: number | null, interval?: [number, number]): MeasuredValue => ({
  value,
  unit: '%',
  better: 'lower',
  ...(interval && { interval }),
});

function results(judged: Record<string, JudgedModel>, data: Partial<EvaluationData> = {}): EvaluationResults {
  return {
    schemaVersion: 2,
    data: { classes: 10, images: 1000, available: 1000, ...data },
    models: Object.keys(judged).map((name) => ({ name, kind: 'onnx', source: `${name}.onnx` })),
    judged,
  };
}

/** The rows of a table as text, by what stands in front of them. */
const row = (text: string, title: string): string | undefined =>
  text.split('\n').find((line) => line.startsWith(`| ${title} |`));

describe('resultsMarkdown', () => {
  it('marks the best of a row, every one of equals, and nothing where there is one model', () => {
    const text = resultsMarkdown(
      results({
        a: { clean: { error: percent(10) } },
        b: { clean: { error: percent(9.5) } },
        c: { clean: { error: percent(9.5) } },
      }),
    );
    expect(row(text, 'clean error')).toBe('| clean error | 10.00 % | **9.50 %** | **9.50 %** |');
    const alone = resultsMarkdown(results({ a: { clean: { error: percent(10) } } }));
    expect(row(alone, 'clean error')).toBe('| clean error | 10.00 % |');
  });

  it('marks the highest where higher is better', () => {
    const aurra = (value: number): MeasuredValue => ({ value, unit: '%', better: 'higher' });
    const text = resultsMarkdown(
      results({ a: { clean: { aurra: aurra(60) } }, b: { clean: { aurra: aurra(70) } } }),
    );
    expect(row(text, 'aurra')).toBe('| aurra | 60.00 % | **70.00 %** |');
  });

  it('shows intervals, three digits of plain numbers, and a dash for what is not defined or not there', () => {
    const text = resultsMarkdown(
      results({
        a: { clean: { error: percent(10, [8, 12.345]), nll: { value: 1.23456, unit: '', better: 'lower' } } },
        b: { clean: { error: percent(null) } },
      }),
    );
    expect(row(text, 'clean error')).toBe('| clean error | 10.00 % (8.00–12.35) | – |');
    expect(row(text, 'nll')).toBe('| nll | 1.235 | – |');
  });

  it('keeps a table whole whatever a model is called', () => {
    const text = resultsMarkdown(results({ 'a|b': { clean: { error: percent(1) } } }));
    expect(text).toContain('| | a\\|b |');
  });

  it.each([
    [{}, 'Judged on all 1,000 test images.'],
    [{ images: 500 }, 'Judged on the first 500 of 1,000 test images.'],
    [{ dataset: { type: 'cifar10' } }, 'Judged on all 1,000 test images of `cifar10`.'],
    [
      { corruptions: { source: 'files', folder: 'CIFAR-10-C', names: ['fog'], severities: [1, 3] } },
      'Corruptions: 1 at severity 1, 3, read from CIFAR-10-C.',
    ],
    [
      {
        corruptions: {
          source: 'generated',
          preset: 'cifar',
          seed: 2,
          frost: 'computed',
          jpegQuality: 85,
          names: ['frost'],
          severities: [5],
        },
      },
      'generated with preset cifar and seed 2, frost from a computed texture, compressed as JPEG of quality 85.',
    ],
    [
      { perturbations: { source: 'logits', names: ['tilt'], difficulty: 1 } },
      'sequences: 1, as logits were saved.',
    ],
    [{ images: 150 }, 'say nothing of fewer than 200 images.'],
  ] as [Partial<EvaluationData>, string][])('says what was judged: %j', (data, sentence) => {
    expect(resultsMarkdown(results({ a: { clean: { error: percent(1) } } }, data))).toContain(sentence);
  });

  it('has a row per corruption and per severity, the extra ones in no mean', () => {
    const of = (low: number, high: number) => ({
      error: percent((low + high) / 2),
      severities: { 1: { error: percent(low) }, 5: { error: percent(high) } },
    });
    const corruptions = {
      meanOver: ['fog', 'snow'],
      meanCorruptionError: percent(30),
      metrics: { error: percent(30) },
      byName: { fog: of(10, 30), snow: of(20, 60), saturate: of(90, 90) },
    };
    const names = Object.keys(corruptions.byName);
    const text = resultsMarkdown(
      results(
        { a: { clean: { error: percent(5) }, corruptions } },
        { corruptions: { source: 'logits', names, severities: [1, 5] } },
      ),
    );
    expect(row(text, 'snow')).toBe('| snow | 40.00 % |');
    expect(row(text, 'saturate')).toBe('| saturate | 90.00 % |');
    expect(row(text, 'severity 1')).toBe('| severity 1 | 15.00 % |');
    expect(row(text, 'severity 5')).toBe('| severity 5 | 45.00 % |');
    expect(row(text, 'mCE (AlexNet = 100 %)')).toBeUndefined();
  });
});
