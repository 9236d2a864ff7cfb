import { keyedStream, type Image, type Perturbation } from '@augmix/core';
import { claim, claimSame, shown } from '../internal/claim.js';
import { claimImage, claimUntouched } from '../internal/image-claims.js';
import { picture, seeds, throughJson, usualSize } from '../internal/samples.js';
import type { Law } from '../law.js';

const params = (perturbation: Perturbation, seed = 1): unknown =>
  perturbation.sample(keyedStream({ seed, purpose: 'corruption' }), usualSize);

const frames = (perturbation: Perturbation, given: unknown, image = picture()): Image[] =>
  Array.from(perturbation.frames(image, given), (frame) => ({ ...frame, data: frame.data.slice() }));

/** What holds for a perturbation sequence. */
export const perturbationLaws: readonly Law<Perturbation>[] = [
  {
    name: 'says what a frame is compared with',
    because: '`compare` is first or previous: the flip probability needs it',
    check: async ({ create }) => {
      const { compare } = await create();
      claim(['first', 'previous'].includes(compare), `compare is ${shown(compare)}`);
    },
  },
  {
    name: 'draws the same under the same seed',
    because: 'all randomness comes from the stream that is passed in, so that a benchmark can be made again',
    check: async ({ create }) => {
      const [one, other] = [await create(), await create()];
      for (const seed of seeds) claimSame(params(one, seed), params(other, seed), 'two draws');
    },
  },
  {
    name: 'gives two frames or more of the size of the image',
    because: '`frames` gives images with the size and the channels of the first, in 8 bits',
    check: async ({ create }) => {
      const perturbation = await create();
      const all = [...perturbation.frames(picture(), params(perturbation))];
      claim(all.length > 1, `there are ${all.length} frames`);
      for (const frame of all) claimImage(frame, picture(), usualSize, 'a perturbation keeps');
    },
  },
  {
    name: 'gives the same frames again, with parameters from a file too',
    because: 'parameters are plain JSON and hold everything drawn; `frames` remembers nothing',
    check: async ({ create }) => {
      const perturbation = await create();
      const drawn = params(perturbation);
      const read = throughJson(drawn);
      claimSame(read, drawn, 'the parameters after a trip through JSON');
      claimSame(frames(perturbation, read), frames(perturbation, drawn), 'the second time');
    },
  },
  {
    name: 'moves',
    because: 'a sequence whose frames are all the same perturbs nothing',
    check: async ({ create }) => {
      const perturbation = await create();
      // Drops, for one, may all fall beside a small image.
      const hasMoved = seeds.some((seed) => {
        const [first, ...others] = frames(perturbation, params(perturbation, seed));
        return others.some(({ data }) => data.some((value, index) => value !== first.data[index]));
      });
      claim(hasMoved, `with ${seeds.length} seeds, every frame is the first`);
    },
  },
  {
    name: 'leaves its image as it was',
    because: 'other sequences start from the same image',
    check: async ({ create }) => {
      const perturbation = await create();
      const image = picture();
      frames(perturbation, params(perturbation), image);
      claimUntouched(image, picture());
    },
  },
];
