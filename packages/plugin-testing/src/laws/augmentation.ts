import type { Augmentation, Normalization } from '@augmix/core';
import { claim, claimSame } from '../internal/claim.js';
import { claimUntouched } from '../internal/image-claims.js';
import { picture, seeds, throughJson, usualSize, viewStream } from '../internal/samples.js';
import type { Law } from '../law.js';

const usual: Normalization = { mean: [0.5], std: [0.25] };
const guard = 8;
const untouched = -12345;

const traces = (augmentation: Augmentation): unknown[] =>
  seeds.map((seed): unknown => augmentation.sample(viewStream(seed), usualSize));

/** Renders into the middle of a longer array. */
function rendered(
  augmentation: Augmentation,
  trace: unknown,
  normalization = usual,
): { view: Float32Array; around: Float32Array } {
  const image = picture();
  const { length } = image.data;
  const memory = new Float32Array(length + 2 * guard).fill(untouched);
  const view = memory.subarray(guard, guard + length).fill(NaN);
  augmentation.render(image, trace, normalization, view);
  const around = Float32Array.of(...memory.subarray(0, guard), ...memory.subarray(guard + length));
  return { view, around };
}

/** What holds for an augmentation. */
export const augmentationLaws: readonly Law<Augmentation>[] = [
  {
    name: 'draws the same under the same seed',
    because: 'all randomness comes from the stream that is passed in, so that a seed gives the same images',
    check: async ({ create }) => claimSame(traces(await create()), traces(await create()), 'two traces'),
  },
  {
    name: 'fills the view with finite numbers',
    because: '`render` writes height · width · channels normalised values, every one of them',
    check: async ({ create }) => {
      const augmentation = await create();
      for (const trace of traces(augmentation)) {
        const { view } = rendered(augmentation, trace);
        const wrong = view.findIndex((value) => !Number.isFinite(value));
        claim(wrong < 0, () => `value ${wrong} of the view is ${view[wrong]} (it was NaN before)`);
      }
    },
  },
  {
    name: 'writes nothing beside its view',
    because: '`out` is a part of a batch, and its neighbours are other views',
    check: async ({ create }) => {
      const augmentation = await create();
      for (const trace of traces(augmentation)) {
        const { around } = rendered(augmentation, trace);
        claimSame(around, new Float32Array(2 * guard).fill(untouched), 'the memory around it');
      }
    },
  },
  {
    name: 'renders the same view again',
    because: '`render` draws nothing and remembers nothing: a trace determines the view',
    check: async ({ create }) => {
      const augmentation = await create();
      const all = traces(augmentation);
      const views = all.map((trace) => rendered(augmentation, trace).view);
      for (const [index, trace] of [...all.entries()].reverse()) {
        claimSame(rendered(augmentation, trace).view, views[index], 'the second time');
      }
    },
  },
  {
    name: 'replays a trace from a file',
    because: 'a trace is plain JSON and holds everything drawn; `parseTrace`, where there is one, takes it',
    check: async ({ create }) => {
      const augmentation = await create();
      for (const trace of traces(augmentation)) {
        const read = throughJson(trace);
        claimSame(read, trace, 'the trace after a trip through JSON');
        const replayed: unknown = augmentation.parseTrace ? augmentation.parseTrace(read) : read;
        claimSame(
          rendered(augmentation, replayed).view,
          rendered(augmentation, trace).view,
          'the replayed view',
        );
      }
    },
  },
  {
    name: 'leaves its image as it was',
    because: 'several views are rendered of one image',
    check: async ({ create }) => {
      const augmentation = await create();
      const image = picture();
      for (const trace of traces(augmentation)) {
        augmentation.render(image, trace, usual, new Float32Array(image.data.length));
      }
      claimUntouched(image, picture());
    },
  },
  {
    name: 'normalises as it is told',
    because: 'a view holds (value / 255 − mean) / std per channel, with the mean and std that are passed in',
    check: async ({ create }) => {
      const augmentation = await create();
      const [trace] = traces(augmentation);
      const usually = rendered(augmentation, trace).view;
      const otherwise = rendered(augmentation, trace, { mean: [0.1, 0.2, 0.3], std: [1, 2, 3] }).view;
      claim(
        usually.some((value, index) => value !== otherwise[index]),
        'two normalisations give one view',
      );
    },
  },
];
