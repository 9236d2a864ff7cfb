import type { CorruptionKernels } from '@augmix/kernels/corruptions';
import { mirror } from '../mirror.js';
import { place } from './on-kernels.js';
import { recent } from './recent.js';

type Outside = 'edge' | 'mirror';

const clamp = (position: number, length: number): number =>
  position < 0 ? 0 : position >= length ? length - 1 : position;

const bordersFor = recent((width: number, height: number, reach: number, outside: Outside) => {
  const inside = outside === 'edge' ? clamp : mirror;
  return {
    rows: Int32Array.from({ length: height + 2 * reach }, (_, y) => inside(y - reach, height)),
    columns: Int32Array.from({ length: 2 * reach }, (_, index) =>
      inside(index < reach ? index - reach : index - reach + width, width),
    ),
  };
});

/** Addresses of what the kernel `pad` needs for a border. */
export function placeBorder(
  kernels: CorruptionKernels,
  width: number,
  height: number,
  reach: number,
  outside: Outside,
): { rows: number; columns: number } {
  const { rows, columns } = bordersFor(width, height, reach, outside);
  return { rows: place(kernels, rows), columns: place(kernels, columns) };
}
