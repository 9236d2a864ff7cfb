import type { Image, Perturbation, RandomStream } from '@augmix/core';
import type {
  Framed,
  Framing,
  NoisePerturbationSettings,
  PerturbationSettings,
} from '../../perturbation-settings.js';
import { presetNames, type Preset } from '../../preset.js';
import { requireArgument } from '../argument.js';
import { framed } from './framing.js';

export type PresetTable<Row> = Readonly<Record<Preset, Row>>;
/** One value per difficulty, 1 to 3. */
export type DifficultyTable = PresetTable<readonly [number, number, number]>;

interface Sequence<Row, Params> {
  table: PresetTable<Row>;
  /** When the benchmark takes its view. */
  when: Framing['when'] | PresetTable<Framing['when']>;
  draw: (row: Row, stream: RandomStream) => Params;
  frames: (image: Image, params: Params) => Iterable<Image>;
}

/** Values for frames 0, 1, … */
export const perFrame = (count: number, value: (frame: number) => number): number[] =>
  Array.from({ length: count }, (_, frame) => value(frame));

/** A sequence in which every frame is compared with the one before. */
export function presetSequence<Row, Params extends object>(
  sequence: Sequence<Row, Params>,
): (settings: PerturbationSettings) => Perturbation<Framed<Params>> {
  return (settings) => {
    const difficulty = (settings as NoisePerturbationSettings).difficulty;
    requireArgument(
      difficulty === undefined,
      'difficulty',
      difficulty,
      'none: only noises have difficulties',
    );
    return { compare: 'previous', ...sampled(sequence, settings, rowOf(sequence.table, settings)) };
  };
}

/** A clean frame and noisy copies of it, which are compared with it. */
export function noiseSequence<Params extends object>(
  table: DifficultyTable,
  draw: (strength: number, stream: RandomStream) => Params,
  frames: (image: Image, params: Params) => Iterable<Image>,
): (settings: NoisePerturbationSettings) => Perturbation<Framed<Params>> {
  return (settings) => {
    const { difficulty = 1 } = settings;
    const strength = rowOf(table, settings)[difficulty - 1];
    requireArgument(strength !== undefined, 'difficulty', difficulty, '1, 2 or 3');
    return { compare: 'first', ...sampled({ when: 'before', draw, frames }, settings, strength) };
  };
}

function rowOf<Row>(table: PresetTable<Row>, { preset }: PerturbationSettings): Row {
  requireArgument(presetNames.includes(preset), 'preset', preset, presetNames.join(', '));
  return table[preset];
}

function sampled<Row, Params extends object>(
  { when, draw, frames }: Omit<Sequence<Row, Params>, 'table'>,
  { preset, cropSize, resizeSize }: PerturbationSettings,
  row: Row,
): Omit<Perturbation<Framed<Params>>, 'compare'> {
  const isCrop = cropSize === undefined || (cropSize > 0 && (cropSize < 1 || Number.isInteger(cropSize)));
  requireArgument(isCrop, 'cropSize', cropSize, 'a whole number, or a share between 0 and 1');
  const isSize = resizeSize === undefined || (Number.isInteger(resizeSize) && resizeSize >= 1);
  requireArgument(isSize, 'resizeSize', resizeSize, 'a whole number of at least 1');
  const framing: Framing = {
    when: typeof when === 'string' ? when : when[preset],
    ...(cropSize !== undefined && { cropSize }),
    ...(resizeSize !== undefined && { resizeSize }),
  };
  const hasView = cropSize !== undefined || resizeSize !== undefined;
  return {
    sample: (stream) => ({ ...draw(row, stream), ...(hasView && { framing }) }),
    *frames(image, params) {
      const view = params.framing;
      if (view?.when !== 'after') yield* frames(view ? framed(image, view) : image, params);
      else for (const frame of frames(image, params)) yield framed(frame, view);
    },
  };
}
