import type { Image } from '@augmix/core';
import type { KernelTap } from '../disk.js';
import { placeBorder } from './border.js';
import { onKernels, place } from './on-kernels.js';

const reachOf = (taps: readonly KernelTap[]): number =>
  taps.reduce((most, { dx, dy }) => Math.max(most, dx, dy), 0);

/** A row of at least this many equal weights is taken as a difference of running sums. */
const shortestRun = 2;
/** Sums of more levels than this do not fit into 16 bits. */
const mostLevels = 257;

/** The numbers that a weight multiplies the sum of: where they are in rows folded about the middle one, in bytes. */
interface WeightClass {
  weight: number;
  added: number[];
  taken: number[];
  levels: number;
}

/** The classes of a kernel's weights; `folded` is the length of a folded row, after which running sums follow. */
function classesOf(
  taps: readonly KernelTap[],
  reach: number,
  folded: number,
  channels: number,
): WeightClass[] {
  const classes = new Map<number, WeightClass>();
  const sums = (reach + 1) * folded;
  for (let dy = 0; dy <= reach; dy++) {
    const row = new Map(taps.filter((tap) => tap.dy === dy).map(({ dx, weight }) => [dx, weight]));
    const place = (dx: number): number => dy * folded + 2 * (reach + dx) * channels;
    for (let dx = 0; dx <= reach; dx++) {
      const weight = row.get(dx);
      if (weight === undefined) continue;
      const entry = classes.get(weight) ?? { weight, added: [], taken: [], levels: 0 };
      classes.set(weight, entry);
      let last = dx;
      if (dx === 0) while (row.get(last + 1) === weight) last++;
      entry.levels += (dy === 0 ? 1 : 2) * (dx === 0 ? 2 * last + 1 : 2);
      if (dx > 0) entry.added.push(place(-dx), place(dx));
      else if (last < shortestRun) {
        for (let at = -last; at <= last; at++) entry.added.push(place(at));
      } else {
        entry.added.push(sums + place(last + 1));
        entry.taken.push(sums + place(-last));
      }
      dx = last;
    }
  }
  return [...classes.values()];
}

/** The classes as the kernel `diskExact` reads them. */
function encode(classes: readonly WeightClass[]): Float64Array {
  const sizes = classes.map(({ added, taken }) => 2 + Math.ceil((added.length + taken.length) / 2));
  const table = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  const words = new Int32Array(table.buffer);
  let at = 0;
  classes.forEach(({ weight, added, taken }, index) => {
    table[at] = weight;
    words.set([added.length, taken.length, ...added, ...taken], 2 * (at + 1));
    at += sizes[index];
  });
  return table;
}

/** Taps in the order of `convolveSymmetric`, as the kernel `diskOrdered` reads them. */
function encodeOrdered(
  taps: readonly KernelTap[],
  reach: number,
  folded: number,
  channels: number,
): Float64Array {
  const ordered = Array.from({ length: reach + 1 }, (_, dy) => {
    const row = taps.filter((tap) => tap.dy === dy);
    return [...row.filter(({ dx }) => dx === 0), ...row.filter(({ dx }) => dx > 0)];
  }).flat();
  const table = new Float64Array(2 * ordered.length);
  const words = new Int32Array(table.buffer);
  ordered.forEach(({ dx, dy, weight }, index) => {
    const middle = dy * folded + 2 * reach * channels;
    table[2 * index] = weight;
    words[4 * index + 2] = middle - 2 * dx * channels;
    words[4 * index + 3] = middle + 2 * dx * channels;
  });
  return table;
}

interface DiskTable {
  kernel: 'diskExact' | 'diskOrdered';
  table: Float64Array;
}
let kept: { taps: readonly KernelTap[]; folded: number; made: DiskTable } | undefined;

function tableFor(
  taps: readonly KernelTap[],
  isExact: boolean,
  reach: number,
  folded: number,
  channels: number,
): DiskTable {
  if (kept?.taps === taps && kept.folded === folded) return kept.made;
  const classes = isExact ? classesOf(taps, reach, folded, channels) : [];
  const made: DiskTable =
    isExact && classes.every(({ levels }) => levels <= mostLevels)
      ? { kernel: 'diskExact', table: encode(classes) }
      : { kernel: 'diskOrdered', table: encodeOrdered(taps, reach, folded, channels) };
  kept = { taps, folded, made };
  return made;
}

/**
 * `convolveExact` or `convolveSymmetric`; undefined without kernels.
 *
 * @param isExact whether the sums are exact in any order
 */
export const diskOnKernels = (
  image: Image,
  taps: readonly KernelTap[],
  isExact: boolean,
): Image | undefined =>
  onKernels(image, (kernels, source, target) => {
    const { width, height, channels } = image;
    const reach = reachOf(taps);
    const border = placeBorder(kernels, width, height, reach, 'mirror');
    const stride = (width + 2 * reach) * channels;
    const padded = kernels.allocate(stride * (height + 2 * reach));
    kernels.run.pad(source, padded, width, height, channels, reach, border.rows, border.columns);
    // A running sum more than numbers, and whole vectors.
    const folded = (2 * (stride + channels) + 79) & ~15;
    const { kernel, table } = tableFor(taps, isExact, reach, folded, channels);
    const scratch = kernels.allocate(2 * (reach + 1) * folded);
    const at = place(kernels, table);
    const row = width * channels;
    kernels.run[kernel](
      padded,
      target,
      row,
      height,
      channels,
      reach,
      at,
      at + table.byteLength,
      scratch,
      folded,
    );
  });
