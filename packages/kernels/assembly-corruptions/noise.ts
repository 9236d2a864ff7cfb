// Noise on every value. The words are seeded before.
import { STRETCH, STRETCH_LENGTH, CUMULATIVE, GUIDES, COUNT_LEVELS } from './memory';
import { fillNormal } from './normal';
import { storeUnits, unitPair } from './unit';
import { counter, setState, stateA, stateB, stateC } from './words';

export function gaussianNoise(source: usize, target: usize, length: i32, sigma: f64): void {
  const deviation = f64x2.splat(sigma);
  for (; length > 0; length -= STRETCH_LENGTH) {
    const count = min(length, STRETCH_LENGTH);
    fillNormal(STRETCH, count);
    for (let at: usize = 0; at < <usize>count; at += 8) {
      storeUnits(
        target + at,
        added(source, at, deviation),
        added(source, at + 2, deviation),
        added(source, at + 4, deviation),
        added(source, at + 6, deviation),
      );
    }
    source += STRETCH_LENGTH;
    target += STRETCH_LENGTH;
  }
}

// @inline
function added(source: usize, at: usize, deviation: v128): v128 {
  return f64x2.add(unitPair(source + at), f64x2.mul(deviation, v128.load(STRETCH + (at << 3))));
}

export function speckleNoise(source: usize, target: usize, length: i32, sigma: f64): void {
  const deviation = f64x2.splat(sigma);
  for (; length > 0; length -= STRETCH_LENGTH) {
    const count = min(length, STRETCH_LENGTH);
    fillNormal(STRETCH, count);
    for (let at: usize = 0; at < <usize>count; at += 8) {
      storeUnits(
        target + at,
        multiplied(source, at, deviation),
        multiplied(source, at + 2, deviation),
        multiplied(source, at + 4, deviation),
        multiplied(source, at + 6, deviation),
      );
    }
    source += STRETCH_LENGTH;
    target += STRETCH_LENGTH;
  }
}

// @inline
function multiplied(source: usize, at: usize, deviation: v128): v128 {
  const value = unitPair(source + at);
  return f64x2.add(value, f64x2.mul(value, f64x2.mul(deviation, v128.load(STRETCH + (at << 3)))));
}

/** Poisson numbers by inversion, with the tables of the last number of photons. */
export function shotNoise(source: usize, target: usize, length: i32): void {
  let a = stateA;
  let b = stateB;
  let c = stateC;
  let n = counter;
  for (const end = source + length; source < end; source++, target++) {
    const word = a + b + n++;
    a = b ^ (<i32>((<u32>b) >>> 9));
    b = c + (c << 3);
    c = rotl<i32>(c, 21) + word;
    const random = <f64>(<u32>word) * (1.0 / 4294967296.0);
    const level = <usize>load<u8>(source);
    const cumulative = <usize>load<u32>(CUMULATIVE + (level << 2));
    let count = <usize>load<u16>(GUIDES + (level << 11) + ((<usize>((<u32>word) >>> 22)) << 1));
    while (load<f64>(cumulative + (count << 3)) <= random) count++;
    store<u8>(target, load<u8>(COUNT_LEVELS + count));
  }
  setState(a, b, c, n);
}
