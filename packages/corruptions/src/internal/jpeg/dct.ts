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

const { imul } = Math;
const shiftRounded = (value: number, bits: number): number => (value + (1 << (bits - 1))) >> bits;

/** One pass of the forward transform over a line of eight; `isLast` undoes the extra bits of the first pass. */
function forwardLine(block: Int32Array, start: number, step: number, isLast: boolean): void {
  const end = start + 7 * step;
  const v0 = block[start];
  const v1 = block[start + step];
  const v2 = block[start + 2 * step];
  const v3 = block[start + 3 * step];
  const v4 = block[end - 3 * step];
  const v5 = block[end - 2 * step];
  const v6 = block[end - step];
  const v7 = block[end];
  const s03 = v0 + v7 + (v3 + v4);
  const d03 = v0 + v7 - (v3 + v4);
  const s12 = v1 + v6 + (v2 + v5);
  const d12 = v1 + v6 - (v2 + v5);
  const t7 = v0 - v7;
  const t6 = v1 - v6;
  const t5 = v2 - v5;
  const t4 = v3 - v4;

  const bits = isLast ? constantBits + passBits : constantBits - passBits;
  block[start] = isLast ? shiftRounded(s03 + s12, passBits) : (s03 + s12) << passBits;
  block[start + 4 * step] = isLast ? shiftRounded(s03 - s12, passBits) : (s03 - s12) << passBits;
  const even = imul(d12 + d03, f0541196100);
  block[start + 2 * step] = shiftRounded(even + imul(d03, f0765366865), bits);
  block[start + 6 * step] = shiftRounded(even - imul(d12, f1847759065), bits);

  const shared = imul(t4 + t6 + t5 + t7, f1175875602);
  const z1 = -imul(t4 + t7, f0899976223);
  const z2 = -imul(t5 + t6, f2562915447);
  const z3 = shared - imul(t4 + t6, f1961570560);
  const z4 = shared - imul(t5 + t7, f0390180644);
  block[end] = shiftRounded(imul(t4, f0298631336) + z1 + z3, bits);
  block[start + 5 * step] = shiftRounded(imul(t5, f2053119869) + z2 + z4, bits);
  block[start + 3 * step] = shiftRounded(imul(t6, f3072711026) + z2 + z3, bits);
  block[start + step] = shiftRounded(imul(t7, f1501321110) + z1 + z4, bits);
}

/** Samples (minus 128) to coefficients, which come out eight times too large, as the quantiser expects them. */
export function forwardDct(block: Int32Array): void {
  for (let row = 0; row < 8; row++) forwardLine(block, 8 * row, 1, false);
  for (let column = 0; column < 8; column++) forwardLine(block, column, 8, true);
}

function inverseLine(block: Int32Array, start: number, step: number, bits: number): void {
  const end = start + 7 * step;
  const c0 = block[start];
  const c1 = block[start + step];
  const c2 = block[start + 2 * step];
  const c3 = block[start + 3 * step];
  const c4 = block[end - 3 * step];
  const c5 = block[end - 2 * step];
  const c6 = block[end - step];
  const c7 = block[end];
  const shared26 = imul(c2 + c6, f0541196100);
  const e2 = shared26 - imul(c6, f1847759065);
  const e3 = shared26 + imul(c2, f0765366865);
  const e0 = (c0 + c4) << constantBits;
  const e1 = (c0 - c4) << constantBits;

  const shared = imul(c7 + c3 + c5 + c1, f1175875602);
  const z1 = -imul(c7 + c1, f0899976223);
  const z2 = -imul(c5 + c3, f2562915447);
  const z3 = shared - imul(c7 + c3, f1961570560);
  const z4 = shared - imul(c5 + c1, f0390180644);
  const o0 = imul(c1, f1501321110) + z1 + z4;
  const o1 = imul(c3, f3072711026) + z2 + z3;
  const o2 = imul(c5, f2053119869) + z2 + z4;
  const o3 = imul(c7, f0298631336) + z1 + z3;

  block[start] = shiftRounded(e0 + e3 + o0, bits);
  block[start + step] = shiftRounded(e1 + e2 + o1, bits);
  block[start + 2 * step] = shiftRounded(e1 - e2 + o2, bits);
  block[start + 3 * step] = shiftRounded(e0 - e3 + o3, bits);
  block[end - 3 * step] = shiftRounded(e0 - e3 - o3, bits);
  block[end - 2 * step] = shiftRounded(e1 - e2 - o2, bits);
  block[end - step] = shiftRounded(e1 + e2 - o1, bits);
  block[end] = shiftRounded(e0 + e3 - o0, bits);
}

/** Coefficients to samples (minus 128), not yet clamped. */
export function inverseDct(block: Int32Array): void {
  for (let column = 0; column < 8; column++) inverseLine(block, column, 8, constantBits - passBits);
  for (let row = 0; row < 8; row++) inverseLine(block, 8 * row, 1, constantBits + passBits + 3);
}
