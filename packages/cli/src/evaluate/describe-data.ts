import type { EvaluationData, ImageSource } from '@augmix/evaluation';
import type { Preset } from '@augmix/corruptions';
import type { CellSourceSpec } from './cell-source.js';
import type { Predictions, PredictionsRequest } from './predictions.js';
import { presetOfSize } from './preset-of-size.js';

/** What results say of the images that were judged. */
export function describeData(
  { planned, classes, count, available, size }: Predictions,
  { images: source }: PredictionsRequest,
): EvaluationData {
  const images = source && { ...source, preset: source.preset ?? presetOfSize(size!) };
  const corruptions = new Set<string>();
  const severities = new Set<number>();
  const perturbations = new Set<string>();
  for (const { cell } of planned) {
    if (cell.kind === 'perturbation') perturbations.add(cell.perturbation);
    if (cell.kind !== 'corruption') continue;
    corruptions.add(cell.corruption);
    severities.add(cell.severity);
  }
  return {
    ...(images && { dataset: images.dataset }),
    classes,
    images: count,
    available,
    ...(corruptions.size > 0 && {
      corruptions: {
        ...corruptedSource(images, corruptions),
        names: [...corruptions],
        severities: [...severities].sort(),
      },
    }),
    ...(perturbations.size > 0 && {
      perturbations: {
        ...perturbedSource(images),
        names: [...perturbations],
        difficulty: images?.perturber.difficulty ?? 1,
      },
    }),
  };
}

type Source = CellSourceSpec & { preset: Preset };

function corruptedSource(images: Source | undefined, names: ReadonlySet<string>): ImageSource {
  if (!images) return { source: 'logits' };
  if (images.corruptedFolder !== undefined) return { source: 'files', folder: images.corruptedFolder };
  const { seed, frost, jpegQuality } = images.corrupter;
  return {
    source: 'generated',
    preset: images.preset,
    seed,
    ...(names.has('frost') && { frost }),
    ...(jpegQuality !== undefined && { jpegQuality }),
  };
}

function perturbedSource(images: Source | undefined): ImageSource {
  if (!images) return { source: 'logits' };
  if (images.perturbedFolder !== undefined) return { source: 'files', folder: images.perturbedFolder };
  return { source: 'generated', preset: images.preset, seed: images.perturber.seed };
}

/** Whether AlexNet's errors on ImageNet-C are a fair measure: it told 1000 classes apart. */
export function isLikeImageNet({ classes, corruptions, perturbations }: EvaluationData): boolean {
  if (classes !== 1000) return false;
  const presets = [corruptions, perturbations].flatMap((source) =>
    source?.source === 'generated' ? [source.preset] : [],
  );
  return presets.every((preset) => preset === 'imagenet' || preset === 'inception');
}
