import { isAugmixError, type Dataset, type DatasetSplit, type Image, type SplitName } from '@augmix/core';
import { claim, claimSame, shown } from '../internal/claim.js';
import { claimImage } from '../internal/image-claims.js';
import type { Law } from '../law.js';

const mostRecords = 8;

/** Every split that the data set has; the errors of the others, when there is none. */
async function withSplits(
  dataset: Dataset,
  look: (split: DatasetSplit, name: SplitName) => void | Promise<void>,
): Promise<void> {
  const refusals: string[] = [];
  for (const name of ['train', 'test'] as const) {
    let split: DatasetSplit;
    try {
      split = await dataset.open(name);
    } catch (error) {
      claim(isAugmixError(error), `opening ${name} threw ${String(error)}, an error without a code`);
      refusals.push(`${name}: ${error.toLine()}`);
      continue;
    }
    try {
      await look(split, name);
    } finally {
      split.close?.();
    }
  }
  claim(
    refusals.length < 2,
    `no split can be opened (${refusals.join('; ')}); give the kit options with data`,
  );
}

/** A few records, from both ends. */
const someOf = ({ length }: DatasetSplit): number[] => {
  const first = Array.from({ length: Math.min(length, mostRecords) }, (_, index) => index);
  return [...new Set([...first, length - 1])];
};

/** What holds for a data set. */
export const datasetLaws: readonly Law<Dataset>[] = [
  {
    name: 'has two classes or more, each with its own name',
    because: '`classes` are the names in label order',
    check: async ({ create }) => {
      const { classes } = await create();
      claim(classes?.length > 1, `classes are ${shown(classes)}`);
      const odd = classes.find((name, index) => !name || classes.indexOf(name) !== index);
      claim(odd === undefined, `the name ${shown(odd)} is empty or stands twice`);
    },
  },
  {
    name: 'has records whose labels are classes',
    because: '`label(index)` is a whole number from 0 to classes − 1',
    check: async ({ create }) => {
      const dataset = await create();
      await withSplits(dataset, (split, name) => {
        claim(
          Number.isInteger(split.length) && split.length > 0,
          `${name} has length ${shown(split.length)}`,
        );
        for (let index = 0; index < split.length; index++) {
          const label = split.label(index);
          claim(
            Number.isInteger(label) && label >= 0 && label < dataset.classes.length,
            () =>
              `${name} record ${index} has the label ${shown(label)} of ${dataset.classes.length} classes`,
          );
        }
      });
    },
  },
  {
    name: 'has records that are images, of the shape that it says',
    because: '`read(index)` gives an 8-bit image; `shape`, where there is one, is that of every record',
    check: async ({ create }) => {
      const dataset = await create();
      await withSplits(dataset, async (split) => {
        for (const index of someOf(split)) {
          const image = await split.read(index);
          const { channels = image.channels, ...size } = dataset.shape ?? image;
          claimImage(image, { ...image, channels }, size, 'shape says');
        }
      });
    },
  },
  {
    name: 'is read in any order',
    because: 'records are shuffled: an index stands for the same image and label whenever it is read',
    check: async ({ create }) => {
      await withSplits(await create(), async (split, name) => {
        const indices = someOf(split);
        const images: Image[] = [];
        for (const index of indices) images.push({ ...(await split.read(index)) });
        const labels = indices.map((index) => split.label(index));
        const copies = images.map(({ data }) => data.slice());
        for (const [place, index] of [...indices.entries()].reverse()) {
          claimSame((await split.read(index)).data, copies[place], `${name} record ${index}, read again`);
          claimSame(split.label(index), labels[place], `the label of ${name} record ${index}`);
        }
      });
    },
  },
  {
    name: 'is read by many at once',
    because: 'a pipeline asks for the next record before it has the last one, and keeps what it got',
    check: async ({ create }) => {
      await withSplits(await create(), async (split, name) => {
        const indices = someOf(split);
        const alone: Uint8Array[] = [];
        for (const index of indices) alone.push((await split.read(index)).data.slice());
        const together = await Promise.all(indices.map(async (index) => split.read(index)));
        for (const [place, index] of indices.entries()) {
          claimSame(together[place].data, alone[place], `${name} record ${index}, read with others`);
        }
      });
    },
  },
  {
    name: 'has a normalisation that can be used',
    because:
      '`normalization`, where there is one, has a finite mean and a positive std, one for all channels or one each',
    check: async ({ create }) => {
      const { normalization, shape } = await create();
      if (!normalization) return;
      for (const [part, values] of Object.entries(normalization) as [string, number[]][]) {
        const isFit = values.every((value) => Number.isFinite(value) && (part === 'mean' || value > 0));
        claim(isFit, `${part} is ${shown(values)}`);
        const isLong = values.length === 1 || values.length === (shape?.channels ?? values.length);
        claim(isLong, `${part} has ${values.length} entries for ${shape?.channels} channels`);
      }
    },
  },
];
