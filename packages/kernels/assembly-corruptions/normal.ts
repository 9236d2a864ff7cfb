// Standard normal numbers by the ziggurat of @augmix/corruptions (src/internal/ziggurat.ts), number by number the same.
import { exp, log } from './functions';
import { DENSITIES, SAFE, SCALES } from './memory';
import { counter, nextUnit, setState, stateA, stateB, stateC } from './words';

const layers = 128;
const tail: f64 = 3.442619855899;
const area: f64 = 9.91256303526217e-3;

// @inline
function density(x: f64): f64 {
  return exp(-0.5 * x * x);
}

/** Tables: what positions are multiplied by, below which they are surely inside, and the densities of the edges. */
export function fillZiggurat(): void {
  store<f64>(SCALES, area / density(tail));
  store<f64>(SCALES + 8, tail);
  for (let layer = 2; layer < layers; layer++) {
    const edge = load<f64>(SCALES + 8 * layer - 8);
    store<f64>(SCALES + 8 * layer, sqrt<f64>(-2 * log(area / edge + density(edge))));
  }
  store<f64>(SCALES + 8 * layers, 0);
  for (let layer = 0; layer <= layers; layer++) {
    const edge = load<f64>(SCALES + 8 * layer);
    store<f64>(DENSITIES + 8 * layer, density(edge));
  }
  for (let layer = 0; layer < layers; layer++) {
    const scale = load<f64>(SCALES + 8 * layer) / 16777216.0;
    store<f64>(SAFE + 8 * layer, load<f64>(SCALES + 8 * layer + 8) / scale);
    store<f64>(SCALES + 8 * layer, scale);
  }
}

export function fillNormal(target: usize, count: i32): void {
  let a = stateA;
  let b = stateB;
  let c = stateC;
  let n = counter;
  const end = target + ((<usize>count) << 3);
  while (target < end) {
    const word = a + b + n++;
    a = b ^ (<i32>((<u32>b) >>> 9));
    b = c + (c << 3);
    c = rotl<i32>(c, 21) + word;
    const layer = (<usize>(word & (layers - 1))) << 3;
    const position = <f64>(word >> 7);
    let x = position * load<f64>(SCALES + layer);
    if (abs(position) >= load<f64>(SAFE + layer)) {
      setState(a, b, c, n);
      x = decide(layer, position, x);
      a = stateA;
      b = stateB;
      c = stateC;
      n = counter;
      if (isNaN(x)) continue;
    }
    store<f64>(target, x);
    target += 8;
  }
  setState(a, b, c, n);
}

/** The number at a position that may be outside of its layer, or NaN if it is. */
function decide(layer: usize, position: f64, x: f64): f64 {
  if (layer === 0) return position < 0 ? -fromTail() : fromTail();
  const lower = load<f64>(DENSITIES + layer);
  const upper = load<f64>(DENSITIES + layer + 8);
  const height = lower + nextUnit() * (upper - lower);
  // JavaScript's function is called only where a rough one cannot decide.
  const margin = height - roughExp(-0.5 * x * x);
  if (abs(margin) > 1e-6) return margin < 0 ? x : NaN;
  return height < density(x) ? x : NaN;
}

/** The exponential of −6 … 0, off by less than 5 · 10⁻⁷: a power of two times Taylor's series. */
// @inline
function roughExp(x: f64): f64 {
  const power = nearest<f64>(x * 1.4426950408889634);
  const rest = x - power * 0.6931471805599453;
  const series =
    1 +
    rest *
      (1 + rest * (0.5 + rest * (1.0 / 6 + rest * (1.0 / 24 + rest * (1.0 / 120 + rest * (1.0 / 720))))));
  return series * reinterpret<f64>((<i64>power + 1023) << 52);
}

function fromTail(): f64 {
  while (true) {
    const x = -log(nextUnit()) / tail;
    const y = -log(nextUnit());
    if (2 * y > x * x) return tail + x;
  }
}
