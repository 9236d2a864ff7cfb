/**
 * An op with the probability that it is applied, 0 … 1, and its magnitude, which ops without a level may leave out. The name
 * is written as this library does, `shear_x`, or as papers do, `ShearX`.
 *
 * @example
 * ```ts
 * import type { PolicyEntry } from '@augmix/policies';
 * const often: PolicyEntry = ['ShearX', 0.9, 4];
 * ```
 */
export type PolicyEntry = readonly [op: string, probability: number, magnitude?: number | null];

/**
 * Ops that are tried one after the other.
 *
 * @example
 * ```ts
 * import type { SubPolicy } from '@augmix/policies';
 * const subPolicy: SubPolicy = [
 *   ['ShearX', 0.9, 4],
 *   ['Invert', 0.2],
 * ];
 * ```
 */
export type SubPolicy = readonly PolicyEntry[];

/**
 * What magnitudes mean: `autoaugment`, whole numbers 0 … 9 as AutoAugment's authors publish them, or `fast-autoaugment`,
 * shares 0 … 1 of Fast AutoAugment's ranges.
 *
 * @example
 * ```ts
 * import type { Magnitudes } from '@augmix/policies';
 * const magnitudes: Magnitudes = 'fast-autoaugment';
 * ```
 */
export type Magnitudes = 'autoaugment' | 'fast-autoaugment';
