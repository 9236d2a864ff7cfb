import type { Schedule } from '@augmix/core/tensor';
import { claim, claimSame } from '../internal/claim.js';
import type { Law } from '../law.js';

const totals = [1, 2, 10, 1000];

const rates = (schedule: Schedule, total: number): number[] =>
  Array.from({ length: total }, (_, step) => schedule.rate(step, total, 0.1));

/** What holds for a learning-rate schedule. */
export const scheduleLaws: readonly Law<Schedule>[] = [
  {
    name: 'gives a rate for every step',
    because: '`rate(step, total, learningRate)` is a finite number of at least 0 for steps 0 to total − 1',
    check: async ({ create }) => {
      const schedule = await create();
      for (const total of totals) {
        rates(schedule, total).forEach((rate, step) =>
          claim(Number.isFinite(rate) && rate >= 0, () => `at step ${step} of ${total} it is ${rate}`),
        );
      }
    },
  },
  {
    name: 'lets weights move',
    because: 'a rate of 0 at every step trains nothing',
    check: async ({ create }) =>
      claim(
        rates(await create(), 10).some((rate) => rate > 0),
        'of 10 steps none has a rate above 0',
      ),
  },
  {
    name: 'gives the same in any order',
    because: '`rate` remembers nothing: a resumed run asks for its own steps only',
    check: async ({ create }) => {
      const schedule = await create();
      for (const total of totals) {
        const forwards = rates(schedule, total);
        const backwards = [...forwards.keys()].reverse().map((step) => schedule.rate(step, total, 0.1));
        claimSame(backwards.reverse(), forwards, 'the rates, asked for from the end');
      }
    },
  },
];
