import { describe, expect, it } from '@jest/globals';
import type { ResolvedRunConfig } from '@augmix/core';
import { resultsMarkdown, type RunResults } from '@augmix/evaluation';

const config = {
  seed: 1,
  model: { type: 'wide-resnet', depth: 40, widen: 2 },
  augmentation: { type: 'augmix', severity: 3 },
  views: ['clean', 'augmented', 'augmented'],
  loss: { type: 'jensen-shannon', weight: 12 },
  trainer: { epochs: 100 },
} as unknown as ResolvedRunConfig;

const result = (run: string, error: number, changes: Partial<ResolvedRunConfig> = {}): RunResults => ({
  schemaVersion: 1,
  run,
  checkpoint: { step: 90, totalSteps: 100 },
  config: { ...config, ...changes },
  trainableParameters: 2243546,
  trainingSeconds: 61,
  test: { images: 10000, metrics: { error: { value: error, unit: '%', better: 'lower' } } },
  stability: {
    augmentation: { type: 'augmix' },
    predictionChange: { value: 12, unit: '%', better: 'lower' },
  },
});

describe('resultsMarkdown', () => {
  it('is a table that a person reads', () => {
    const lines = resultsMarkdown([result('runs/a', 5.123)]).split('\n');
    expect(lines).toContain('| model | WRN-40-2, 2,243,546 parameters |');
    expect(lines).toContain('| clean error | 5.12 % |');
    expect(lines).toContain('| predictions changed by a fresh AugMix view | 12.00 % |');
    expect(lines.join('\n')).not.toContain('**');
  });

  it('marks the best of several runs, and every one of equals', () => {
    const table = resultsMarkdown([
      result('a', 7),
      result('b', 5, { views: ['clean'], augmentation: { type: 'none' } }),
    ]);
    expect(table).toContain('| clean error | 7.00 % | **5.00 %** |');
    expect(table).toContain('| augmentation | augmix | none |');
    expect(table).toContain('| predictions changed by a fresh AugMix view | **12.00 %** | **12.00 %** |');
  });
});
