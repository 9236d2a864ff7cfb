import type { Corruption, Severity } from '@augmix/core';
import { claim, claimSame } from '../internal/claim.js';
import { claimImage, claimUntouched, isRefusal } from '../internal/image-claims.js';
import { picture, throughJson, usualSize } from '../internal/samples.js';
import { keyedStream } from '@augmix/core';
import type { Law } from '../law.js';

const severities: readonly Severity[] = [1, 2, 3, 4, 5];

const params = (corruption: Corruption, severity: Severity): unknown =>
  corruption.sample(keyedStream({ seed: 1, purpose: 'corruption', index: severity }), severity, usualSize);

/** What holds for a corruption. */
export const corruptionLaws: readonly Law<Corruption>[] = [
  {
    name: 'draws the same under the same seed',
    because: 'all randomness comes from the stream that is passed in, so that a benchmark can be made again',
    check: async ({ create }) => {
      const [one, other] = [await create(), await create()];
      for (const severity of severities) {
        claimSame(params(one, severity), params(other, severity), `two draws at severity ${severity}`);
      }
    },
  },
  {
    name: 'works at severities 1 to 5 and keeps the shape',
    because: 'the result has the size and the channels of the image, in 8 bits',
    check: async ({ create }) => {
      const corruption = await create();
      for (const severity of severities) {
        const image = picture();
        claimImage(
          corruption.apply(image, params(corruption, severity)),
          image,
          usualSize,
          'a corruption keeps',
        );
      }
    },
  },
  {
    name: 'corrupts',
    because: 'at severity 5 the image is not what it was',
    check: async ({ create }) => {
      const corruption = await create();
      const { data } = corruption.apply(picture(), params(corruption, 5));
      claim(
        picture().data.some((value, index) => value !== data[index]),
        'at severity 5 nothing changes',
      );
    },
  },
  {
    name: 'gives the same for the same parameters, read from a file too',
    because: 'parameters are plain JSON and hold everything drawn, a field of noise as the key of its stream',
    check: async ({ create }) => {
      const corruption = await create();
      for (const severity of severities) {
        const drawn = params(corruption, severity);
        const read = throughJson(drawn);
        claimSame(read, drawn, 'the parameters after a trip through JSON');
        const result = corruption.apply(picture(), drawn).data.slice();
        claimSame(corruption.apply(picture(), read).data, result, `severity ${severity}, the second time`);
      }
    },
  },
  {
    name: 'leaves its image as it was',
    because: 'one image is corrupted at five severities',
    check: async ({ create }) => {
      const corruption = await create();
      const image = picture();
      for (const severity of severities) corruption.apply(image, params(corruption, severity));
      claimUntouched(image, picture());
    },
  },
  {
    name: 'works on grey images, or refuses them',
    because:
      'images have one channel or more; what cannot be done is refused with IMAGE_UNSUPPORTED or INVALID_ARGUMENT',
    check: async ({ create }) => {
      const corruption = await create();
      const image = picture(usualSize, 1);
      let result;
      try {
        result = corruption.apply(image, params(corruption, 3));
      } catch (error) {
        claim(isRefusal(error), `it threw ${String(error)}`);
        return;
      }
      claimImage(result, image, usualSize, 'a corruption keeps');
    },
  },
];
