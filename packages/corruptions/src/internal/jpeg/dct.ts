// The accurate integer DCT of the Independent JPEG Group ("islow": Loeffler, Ligtenberg and Moschytz, ICASSP 1989, in
// 13-bit fixed point). Blocks are 64 values in place.
const constantBits = 13;
/** Extra bits of precision that values keep between the two passes. */
const passBits = 2;

// round(x · 2¹³) of the constants that the names say.
const f0298631336 = 2446;
const f0390180644 = 3196;
const f0541196100 = 4433;
const f0765366865 = 6270;
const f0899976223 = 7373;
const f1175875602 = 9633;
const f1501321110 = 12299;
const f1847759065 = 15137;
const f1961570560 = 16069;
const f2053119869 = 16819;
const f2562915447 = 20995;
const f3072711026 = 25172;

const shiftRounded = (value: number, bits: number): number => (value + (1 << (bits - 1))) >> bits;

/** One pass of the forward transform over a line of eight; `isLast` undoes the extra bits of the first pass. */
function forwardLine(block: Int32Array, start: number, step: number, isLast: boolean): void {
  const at = (k: number): number => start + k * step;
  const sum = (i: number): number => block[at(i)] + block[at(7 - i)];
  const difference = (i: number): number => block[at(i)] - block[at(7 - i)];
  const s03 = sum(0) + sum(3);
  const d03 = sum(0) - sum(3);
  const s12 = sum(1) + sum(2);
  const d12 = sum(1) - sum(2);
  const t7 = difference(0);
  const t6 = difference(1);
  const t5 = difference(2);
  const t4 = difference(3);

  const bits = isLast ? constantBits + passBits : constantBits - passBits;
  const scaleEven = (value: number): number => (isLast ? shiftRounded(value, passBits) : value << passBits);
  block[at(0)] = scaleEven(s03 + s12);
  block[at(4)] = scaleEven(s03 - s12);
  const even = (d12 + d03) * f0541196100;
  block[at(2)] = shiftRounded(even + d03 * f0765366865, bits);
  block[at(6)] = shiftRounded(even - d12 * f1847759065, bits);

  const shared = (t4 + t6 + t5 + t7) * f1175875602;
  const z1 = (t4 + t7) * -f0899976223;
  const z2 = (t5 + t6) * -f2562915447;
  const z3 = (t4 + t6) * -f1961570560 + shared;
  const z4 = (t5 + t7) * -f0390180644 + shared;
  block[at(7)] = shiftRounded(t4 * f0298631336 + z1 + z3, bits);
  block[at(5)] = shiftRounded(t5 * f2053119869 + z2 + z4, bits);
  block[at(3)] = shiftRounded(t6 * f3072711026 + z2 + z3, bits);
  block[at(1)] = shiftRounded(t7 * f1501321110 + z1 + z4, bits);
}

/** Samples (minus 128) to coefficients, which come out eight times too large, as the quantiser expects them. */
export function forwardDct(block: Int32Array): void {
  for (let row = 0; row < 8; row++) forwardLine(block, 8 * row, 1, false);
  for (let column = 0; column < 8; column++) forwardLine(block, column, 8, true);
}

function inverseLine(block: Int32Array, start: number, step: number, bits: number): void {
  const at = (k: number): number => block[start + k * step];
  const shared26 = (at(2) + at(6)) * f0541196100;
  const e2 = shared26 - at(6) * f1847759065;
  const e3 = shared26 + at(2) * f0765366865;
  const e0 = (at(0) + at(4)) << constantBits;
  const e1 = (at(0) - at(4)) << constantBits;
  const even = [e0 + e3, e1 + e2, e1 - e2, e0 - e3];

  const [i7, i5, i3, i1] = [at(7), at(5), at(3), at(1)];
  const shared = (i7 + i3 + i5 + i1) * f1175875602;
  const z1 = (i7 + i1) * -f0899976223;
  const z2 = (i5 + i3) * -f2562915447;
  const z3 = (i7 + i3) * -f1961570560 + shared;
  const z4 = (i5 + i1) * -f0390180644 + shared;
  const odd = [
    i1 * f1501321110 + z1 + z4,
    i3 * f3072711026 + z2 + z3,
    i5 * f2053119869 + z2 + z4,
    i7 * f0298631336 + z1 + z3,
  ];
  for (let k = 0; k < 4; k++) {
    block[start + k * step] = shiftRounded(even[k] + odd[k], bits);
    block[start + (7 - k) * step] = shiftRounded(even[k] - odd[k], bits);
  }
}

/** Coefficients to samples (minus 128), not yet clamped. */
export function inverseDct(block: Int32Array): void {
  for (let column = 0; column < 8; column++) inverseLine(block, column, 8, constantBits - passBits);
  for (let row = 0; row < 8; row++) inverseLine(block, 8 * row, 1, constantBits + passBits + 3);
}
