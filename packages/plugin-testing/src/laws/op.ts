import { type Image, type Op, type Size } from '@augmix/core';
import { claim, claimSame, Finding } from '../internal/claim.js';
import { claimImage, claimUntouched, isRefusal, sizeText } from '../internal/image-claims.js';
import { picture, seeds, throughJson, usualSize, viewStream } from '../internal/samples.js';
import type { Law } from '../law.js';

const severities = [0.1, 1, 3, 10];

/** Arguments of every way that the op has to draw them. */
function draws(op: Op, size: Size, seed: number): unknown[] {
  const drawn: unknown[] = [];
  if (op.sample) drawn.push(op.sample(viewStream(seed), size));
  if (op.fromSeverity) {
    for (const severity of severities) drawn.push(op.fromSeverity(viewStream(seed), severity, size));
  }
  return drawn;
}

const manyDraws = (op: Op, size: Size = usualSize): unknown[] =>
  seeds.flatMap((seed) => draws(op, size, seed));

function claimSized(op: Op, input: Image, args: unknown): void {
  const size = op.outputSize?.(input, args) ?? { width: input.width, height: input.height };
  claimImage(op.apply(input, args), input, size, 'outputSize says');
}

/** What holds for an op. */
export const opLaws: readonly Law<Op>[] = [
  {
    name: 'carries the name that it is registered under',
    because: 'traces name ops, and a replay looks them up by `name`',
    check: async ({ plugin, create }) => claimSame((await create()).name, plugin.name, 'its instance'),
  },
  {
    name: 'draws its arguments',
    because: 'an op has `sample`, for transforms, or `fromSeverity`, for AugMix chains, or both',
    check: async ({ create }) => {
      const op = await create();
      claim(Boolean(op.sample ?? op.fromSeverity), 'it has neither');
      for (const args of manyDraws(op)) claim(args !== undefined, 'undefined was drawn');
    },
  },
  {
    name: 'draws the same under the same seed',
    because: 'all randomness comes from the stream that is passed in, so that a seed gives the same images',
    check: async ({ create }) => {
      const [one, other] = [await create(), await create()];
      claimSame(manyDraws(one), manyDraws(other), 'two draws from equal streams');
    },
  },
  {
    name: 'draws plain JSON',
    because: 'arguments are final and plain: a trace is written to a file, read, and replayed',
    check: async ({ create }) => {
      const op = await create();
      for (const args of manyDraws(op)) {
        claimSame(throughJson(args), args, 'after a trip through JSON');
        claimSame(op.apply(picture(), throughJson(args)), op.apply(picture(), args), 'the replayed image');
      }
    },
  },
  {
    name: 'gives an image of the size that it says',
    because:
      '`outputSize` says how large the result is, or it is as large as the input; channels are kept, and data is a Uint8Array of height · width · channels bytes',
    check: async ({ create }) => {
      const op = await create();
      for (const args of manyDraws(op)) claimSized(op, picture(), args);
    },
  },
  {
    name: 'works on images of other shapes, or refuses them',
    because:
      'images have any size and one channel or more; what an op cannot do it refuses with IMAGE_UNSUPPORTED or INVALID_ARGUMENT',
    check: async ({ create }) => {
      const op = await create();
      const sizes = [{ width: 1, height: 1 }, { width: 5, height: 33 }, usualSize];
      for (const size of sizes) {
        for (const channels of [1, 2, 4]) {
          try {
            for (const args of draws(op, size, 1)) claimSized(op, picture(size, channels), args);
          } catch (error) {
            if (isRefusal(error)) continue;
            if (error instanceof Finding) throw error;
            throw new Finding(`${String(error)} for a ${sizeText(size)} image with ${channels} channels`);
          }
        }
      }
    },
  },
  {
    name: 'leaves its image as it was',
    because: 'an op is pure: the same image goes through several chains',
    check: async ({ create }) => {
      const op = await create();
      for (const args of manyDraws(op)) {
        const image = picture();
        op.apply(image, args);
        claimUntouched(image, picture());
      }
    },
  },
  {
    name: 'gives the same for the same arguments',
    because: '`apply` draws nothing and remembers nothing',
    check: async ({ create }) => {
      const op = await create();
      const all = manyDraws(op);
      const results = all.map((args) => op.apply(picture(), args));
      for (const [index, args] of [...all.entries()].reverse()) {
        claimSame(op.apply(picture(), args), results[index], 'the second time');
      }
    },
  },
  {
    name: 'writes into the image that it is given for the result',
    because: '`apply(image, args, out)` fills and returns `out`, whatever stood in it before',
    check: async ({ create }) => {
      const op = await create();
      for (const args of manyDraws(op)) {
        const expected = op.apply(picture(), args);
        const out: Image = { ...expected, data: new Uint8Array(expected.data.length).fill(171) };
        const result = op.apply(picture(), args, out);
        claim(result.data === out.data, 'another image was returned');
        claimSame(out.data, expected.data, 'what stands in out');
      }
    },
  },
  {
    name: 'changes nothing with the arguments that it calls its identity',
    because: '`identity` holds arguments with which the image comes back unchanged',
    check: async ({ create }) => {
      const op = await create();
      if (op.identity === undefined) return;
      claimSame(op.apply(picture(), op.identity).data, picture().data, 'the image');
    },
  },
];
