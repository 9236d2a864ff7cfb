import type { Callback, EpochReport, RunInfo, StepReport } from '@augmix/core/tensor';
import { claim, claimSame, shown } from '../internal/claim.js';
import { throughJson } from '../internal/samples.js';
import type { Law } from '../law.js';

const hooks = ['onRunStart', 'onEpochStart', 'onStepEnd', 'onEpochEnd', 'onRunEnd'];
const members = [...hooks, 'priority', 'state', 'restore'];

const step: StepReport = {
  step: 1,
  totalSteps: 2,
  epoch: 1,
  epochs: 1,
  loss: 1.5,
  learningRate: 0.1,
  imagesPerSecond: 100,
  secondsLeft: 1,
};
const epoch: EpochReport = {
  epoch: 1,
  epochs: 1,
  step: 2,
  loss: 1.25,
  learningRate: 0.1,
  seconds: 2,
  validation: { error: 50 },
  isBest: true,
};
/** No network belongs to it: what a callback does with one is its own test. */
const run: RunInfo = { directory: '.', config: {}, model: {} as never, startStep: 0, totalSteps: 2 };

/** An epoch of two steps, without the ends of the run, at which callbacks may write files. */
async function trained(callback: Callback): Promise<Callback> {
  await callback.onEpochStart?.(1);
  await callback.onStepEnd?.(step);
  await callback.onStepEnd?.({ ...step, step: 2, loss: 1, secondsLeft: 0 });
  await callback.onEpochEnd?.(epoch);
  return callback;
}

/** What holds for a training callback. */
export const callbackLaws: readonly Law<Callback>[] = [
  {
    name: 'has hooks that are called',
    because: `a callback has one or more of ${hooks.join(', ')}; others that start with "on" are never called`,
    check: async ({ create }) => {
      const callback = (await create()) as unknown as Record<string, unknown>;
      claim(
        hooks.some((hook) => typeof callback[hook] === 'function'),
        'it has none of them',
      );
      for (const name of Object.keys(callback).filter(
        (key) => key.startsWith('on') || members.includes(key),
      )) {
        claim(members.includes(name), `${name} is not the name of a hook`);
        const expected = name === 'priority' ? 'number' : 'function';
        claim(
          typeof callback[name] === expected || callback[name] === undefined,
          `${name} is ${shown(callback[name])} and no ${expected}`,
        );
      }
    },
  },
  {
    name: 'runs through a training',
    because: 'hooks are called at the start of the run, for every epoch and step, and at the end',
    check: async ({ create }) => {
      const callback = await create();
      await callback.onRunStart?.(run);
      await trained(callback);
      await callback.onRunEnd?.(run);
    },
  },
  {
    name: 'restores the state that it saves',
    because:
      '`state` is plain JSON for checkpoints, and `restore` takes it, so that a resumed run goes on exactly',
    check: async ({ create }) => {
      const callback = await create();
      claim(Boolean(callback.state) === Boolean(callback.restore), 'it has only one of state and restore');
      if (!callback.state) return;
      await callback.onRunStart?.(run);
      const state = (await trained(callback)).state!();
      claimSame(throughJson(state), state, 'its state after a trip through JSON');
      const resumed = await create();
      resumed.restore!(throughJson(state));
      claimSame(resumed.state!(), state, 'the restored state');
    },
  },
];
