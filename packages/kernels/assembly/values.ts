// Ops on single values, whatever the size and channel count.
import { parameter } from './memory';

/** Keeps the bits of parameter 0, a mask. */
export function posterize(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const mask = i8x16.splat(<i8>(<i32>parameter(0)));
  const end = target + <usize>(width * height * channels);
  do {
    v128.store(target, v128.and(v128.load(source), mask));
    v128.store(target, v128.and(v128.load(source, 16), mask), 16);
    target += 32;
    source += 32;
  } while (target < end);
}

/** Inverts values from parameter 0 on, 0 … 255. */
export function solarize(source: usize, target: usize, width: i32, height: i32, channels: i32): void {
  const threshold = i8x16.splat(<i8>(<i32>parameter(0)));
  const end = target + <usize>(width * height * channels);
  do {
    const first = v128.load(source);
    const second = v128.load(source, 16);
    v128.store(target, v128.xor(first, i8x16.ge_u(first, threshold)));
    v128.store(target, v128.xor(second, i8x16.ge_u(second, threshold)), 16);
    target += 32;
    source += 32;
  } while (target < end);
}
