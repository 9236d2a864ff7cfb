import { describe, expect, it } from '@jest/globals';
import { constant, cosine, shuffleRecords, splitRecords } from '@augmix/trainer';
import fc from 'fast-check';

describe('splitRecords', () => {
  it('cuts disjoint parts that cover everything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(1000), (length, seed) => {
        const count = seed % length;
        const { train, validation } = splitRecords(length, { validation: { count, seed } });
        expect(validation).toHaveLength(count);
        expect([...train, ...validation].sort((a, b) => a - b)).toEqual(
          Array.from({ length }, (_, index) => index),
        );
      }),
    );
  });

  it('keeps the validation images whatever the training images are', () => {
    const all = splitRecords(1000, { validation: 100 });
    expect(splitRecords(1000, { validation: 100, trainImages: 50 }).validation).toEqual(all.validation);
    expect(splitRecords(1000, { validation: 100, trainImages: 50 }).train).toHaveLength(50);
    expect(splitRecords(1000, { validation: { count: 100, seed: 1 } }).validation).not.toEqual(
      all.validation,
    );
  });

  it('refuses to leave nothing, or to find more than there is', () => {
    expect(() => splitRecords(10, { validation: 10 })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID_VALUE' }),
    );
    expect(() => splitRecords(10, { validation: 4, trainImages: 7 })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ path: 'trainImages' }) }),
    );
  });
});

describe('shuffleRecords', () => {
  it('gives every record once per epoch, in an order of that epoch', () => {
    const records = Uint32Array.of(3, 5, 8, 13, 21, 34);
    const first = shuffleRecords(records, 1, 0);
    expect([...first].sort((a, b) => a - b)).toEqual([...records]);
    expect(shuffleRecords(records, 1, 0)).toEqual(first);
    expect(shuffleRecords(records, 1, 1)).not.toEqual(first);
  });
});

describe('schedules', () => {
  it('cosine goes from the base rate to the minimum as cifar.py does', () => {
    const total = 39_100;
    const factor = (step: number): number =>
      1e-5 + (1 - 1e-5) * 0.5 * (1 + Math.cos((step / total) * Math.PI));
    for (const step of [0, 1, 390, 19_550, 39_099]) {
      expect(cosine().rate(step, total, 0.1)).toBeCloseTo(0.1 * factor(step), 15);
    }
    expect(cosine().rate(total, total, 0.1)).toBeCloseTo(1e-6, 15);
  });

  it('constant stays', () => {
    expect(constant().rate(7, 10, 0.3)).toBe(0.3);
  });
});
