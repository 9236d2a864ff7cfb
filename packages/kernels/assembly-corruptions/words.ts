// The generator of fields of noise, sfc32: the words of FieldWords of @augmix/corruptions.

/** Its state. Loops keep copies of it, which engines hold in registers. */
export let stateA: i32 = 0;
export let stateB: i32 = 0;
export let stateC: i32 = 0;
export let counter: i32 = 0;

export function setState(a: i32, b: i32, c: i32, count: i32): void {
  stateA = a;
  stateB = b;
  stateC = c;
  counter = count;
}

export function seedWords(low: i32, high: i32): void {
  setState(low, high, 0, 1);
  for (let round = 0; round < 15; round++) nextWord();
}

export function nextWord(): i32 {
  const word = stateA + stateB + counter++;
  stateA = stateB ^ (<i32>((<u32>stateB) >>> 9));
  stateB = stateC + (stateC << 3);
  stateC = rotl<i32>(stateC, 21) + word;
  return word;
}

/** In (0, 1). */
export function nextUnit(): f64 {
  return (<f64>(<u32>nextWord()) + 0.5) / 4294967296.0;
}
