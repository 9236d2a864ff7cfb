import type { Image } from '@augmix/core';
import type { KernelTap } from '../disk.js';
import { placeBorder } from './border.js';
import { onKernels, place } from './on-kernels.js';

const reachOf = (taps: readonly KernelTap[]): number =>
  taps.reduce((most, { dx, dy }) => Math.max(most, dx, dy), 0);

/** A row of at least so many equal weights is taken as a difference of running sums. */
const shortestRun = 4;
/** Sums of more levels than this do not fit into 16 bits. */
const mostLevels = 257;

/** Where numbers are in rows folded about the middle one, and the running sums of these rows after them, in bytes. */
interface Layout {
  reach: number;
  channels: number;
  /** Length of a folded row. */
  folded: number;
}

/** Numbers that have the same weight. */
interface WeightClass {
  weight: number;
  added: number[];
  taken: number[];
  levels: number;
}

/** The weights of a row from the middle to the right, as runs of equal ones. */
function runsOf(taps: readonly KernelTap[], dy: number): { weight: number; from: number; to: number }[] {
  const runs: { weight: number; from: number; to: number }[] = [];
  for (const { dx, weight } of taps.filter((tap) => tap.dy === dy)) {
    const run = runs.at(-1);
    if (run?.weight === weight && run.to === dx - 1 && run.from === 0) run.to = dx;
    else runs.push({ weight, from: dx, to: dx });
  }
  return runs;
}

/** The classes of a kernel's weights. */
function classesOf(taps: readonly KernelTap[], { reach, channels, folded }: Layout): WeightClass[] {
  const classes: WeightClass[] = [];
  const sums = (reach + 1) * folded;
  for (let dy = 0; dy <= reach; dy++) {
    const place = (dx: number): number => dy * folded + 2 * (reach + dx) * channels;
    for (const { weight, from, to } of runsOf(taps, dy)) {
      const places = from > 0 ? [-from, from] : Array.from({ length: 2 * to + 1 }, (_, index) => index - to);
      const levels = (dy === 0 ? 1 : 2) * places.length;
      let entry = classes.find((other) => other.weight === weight && other.levels + levels <= mostLevels);
      if (!entry) classes.push((entry = { weight, added: [], taken: [], levels: 0 }));
      entry.levels += levels;
      if (places.length < shortestRun) entry.added.push(...places.map(place));
      else {
        entry.added.push(sums + place(to + 1));
        entry.taken.push(sums + place(-to));
      }
    }
  }
  return classes;
}

/** The classes as the kernel reads them. */
function encodeClasses(classes: readonly WeightClass[]): Int32Array {
  const weights = Float32Array.from(classes, ({ weight }) => weight);
  const words = new Int32Array(weights.buffer);
  return Int32Array.from(
    classes.flatMap(({ added, taken }, index) => [
      words[index],
      added.length,
      taken.length,
      ...added,
      ...taken,
    ]),
  );
}

/** Taps in the order of `convolveSymmetric`, as the kernel reads them. */
function encodeTaps(taps: readonly KernelTap[], { reach, channels, folded }: Layout): Float64Array {
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

interface DiskTables {
  taps: readonly KernelTap[];
  layout: Layout;
  classes: Int32Array;
  ordered: Float64Array;
  /** How far a sum of levels in single precision may be off. */
  bound: number;
}
let kept: DiskTables | undefined;

function tablesFor(taps: readonly KernelTap[], layout: Layout): DiskTables {
  const isKept = kept?.layout.folded === layout.folded && kept.layout.channels === layout.channels;
  if (kept?.taps === taps && isKept) return kept;
  const classes = classesOf(taps, layout);
  kept = {
    taps,
    layout,
    classes: encodeClasses(classes),
    ordered: encodeTaps(taps, layout),
    // Every weight, product and sum is off by at most 2⁻²⁴ of a sum that is below 512.
    bound: (classes.length + 3) * 2 ** -15,
  };
  return kept;
}

/** `convolveExact` or `convolveSymmetric`; undefined without kernels. */
export const diskOnKernels = (image: Image, taps: readonly KernelTap[]): Image | undefined =>
  onKernels(image, (kernels, source, target) => {
    const { width, height, channels } = image;
    const reach = reachOf(taps);
    const border = placeBorder(kernels, width, height, reach, 'mirror');
    const stride = (width + 2 * reach) * channels;
    const padded = kernels.allocate(stride * (height + 2 * reach));
    kernels.run.pad(source, padded, width, height, channels, reach, border.rows, border.columns);
    // Running sums are one pixel longer than rows, and there is room for whole vectors.
    const folded = (2 * (stride + channels) + 79) & ~15;
    const { classes, ordered, bound } = tablesFor(taps, { reach, channels, folded });
    const scratch = kernels.allocate((4 * reach + 2 + height) * folded);
    const classesAt = place(kernels, classes);
    const tapsAt = place(kernels, ordered);
    kernels.run.disk(
      padded,
      target,
      width * channels,
      height,
      channels,
      reach,
      classesAt,
      classesAt + classes.byteLength,
      tapsAt,
      tapsAt + ordered.byteLength,
      bound,
      scratch,
      folded,
    );
  });
