// The displacements of glass_blur, in place. The words of dx are seeded before, those of dy are given as a seed.
import { counter, seedWords, setState, stateA, stateB, stateC } from './words';

export function displaceGlass(
  data: usize,
  width: i32,
  height: i32,
  channels: i32,
  maxDelta: i32,
  iterations: i32,
  otherLow: i32,
  otherHigh: i32,
): void {
  let a = stateA;
  let b = stateB;
  let c = stateC;
  let n = counter;
  seedWords(otherLow, otherHigh);
  let a2 = stateA;
  let b2 = stateB;
  let c2 = stateC;
  let n2 = counter;
  const range = <u64>(2 * maxDelta);
  const row = width * channels;
  for (; iterations > 0; iterations--) {
    for (let y = height - maxDelta; y > maxDelta; y--) {
      for (let x = width - maxDelta; x > maxDelta; x--) {
        const word = a + b + n++;
        a = b ^ (<i32>((<u32>b) >>> 9));
        b = c + (c << 3);
        c = rotl<i32>(c, 21) + word;
        const word2 = a2 + b2 + n2++;
        a2 = b2 ^ (<i32>((<u32>b2) >>> 9));
        b2 = c2 + (c2 << 3);
        c2 = rotl<i32>(c2, 21) + word2;
        const dx = <i32>((<u64>(<u32>word) * range) >>> 32) - maxDelta;
        const dy = <i32>((<u64>(<u32>word2) * range) >>> 32) - maxDelta;
        const to = data + (y * row + x * channels);
        const from = to + (dy * row + dx * channels);
        if (channels === 3) {
          const redGreen = load<u16>(from);
          const blue = load<u8>(from, 2);
          store<u16>(to, redGreen);
          store<u8>(to, blue, 2);
        } else {
          for (let channel = 0; channel < channels; channel++)
            store<u8>(to + channel, load<u8>(from + channel));
        }
      }
    }
  }
  setState(a, b, c, n);
}
