import type { Severity } from '@augmix/core';

/** One data set of an evaluation: the clean images, one corruption at one severity, or one kind of sequences. */
export type Cell =
  | { readonly kind: 'clean' }
  | { readonly kind: 'corruption'; readonly corruption: string; readonly severity: Severity }
  | {
      readonly kind: 'perturbation';
      readonly perturbation: string;
      /** Which frame's prediction a frame's is compared with. */
      readonly compare: 'first' | 'previous';
    };

/**
 * The name of a cell, which is also the path of its files below an evaluation's folder.
 *
 * @example
 * ```ts
 * import { cellName } from '@augmix/evaluation';
 * cellName({ kind: 'corruption', corruption: 'fog', severity: 3 }); // => 'fog/3'
 * cellName({ kind: 'perturbation', perturbation: 'tilt', compare: 'previous' }); // => 'perturbations/tilt'
 * cellName({ kind: 'clean' }); // => 'clean'
 * ```
 */
export function cellName(cell: Cell): string {
  switch (cell.kind) {
    case 'clean':
      return 'clean';
    case 'corruption':
      return `${cell.corruption}/${cell.severity}`;
    case 'perturbation':
      return `perturbations/${cell.perturbation}`;
  }
}

/**
 * The cells of an evaluation: the clean images first, then each corruption at each severity, then the sequences.
 *
 * @example
 * ```ts
 * import { cellName, listCells } from '@augmix/evaluation';
 * const cells = listCells({ corruptions: ['fog'], severities: [1, 5], perturbations: [{ perturbation: 'tilt', compare: 'previous' }] });
 * cells.map(cellName).join(' '); // => 'clean fog/1 fog/5 perturbations/tilt'
 * ```
 */
export function listCells(selection: {
  corruptions: readonly string[];
  severities: readonly Severity[];
  perturbations: readonly { perturbation: string; compare: 'first' | 'previous' }[];
}): Cell[] {
  const { corruptions, severities, perturbations } = selection;
  return [
    { kind: 'clean' },
    ...corruptions.flatMap((corruption) =>
      severities.map((severity): Cell => ({ kind: 'corruption', corruption, severity })),
    ),
    ...perturbations.map((perturbation): Cell => ({ kind: 'perturbation', ...perturbation })),
  ];
}
