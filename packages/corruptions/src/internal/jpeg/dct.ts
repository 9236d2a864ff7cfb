// The accurate integer DCT of the Independent JPEG Group ("islow": Loeffler, Ligtenberg and Moschytz, ICASSP 1989, in
// 13-bit fixed point), on blocks of 64 values in place. Forward it goes along the rows and then the columns, back along
// the columns and then the rows, so that a column is transformed, quantised and transformed back in one go.
import { quantized, type Quantization } from './quantization.js';

// Enumerations, because bundlers write the values of their members into the code, but make of a module's constants
// variables, which engines read again and again: with those all of this takes 1.6 times as long.

/** round(x · 2¹³) of the constants that the names say. */
const enum Factor {
  f0298631336 = 2446,
  f0390180644 = 3196,
  f0541196100 = 4433,
  f0765366865 = 6270,
  f0899976223 = 7373,
  f1175875602 = 9633,
  f1501321110 = 12299,
  f1847759065 = 15137,
  f1961570560 = 16069,
  f2053119869 = 16819,
  f2562915447 = 20995,
  f3072711026 = 25172,
}

/** Shifts to the right, and the halves to be added before so that they round. */
const enum Shift {
  factor = 13,
  /** Extra bits of precision that values keep between the two passes. */
  pass = 2,
  passHalf = 1 << (pass - 1),
  between = factor - pass,
  betweenHalf = 1 << (between - 1),
  forward = factor + pass,
  forwardHalf = 1 << (forward - 1),
  inverse = factor + pass + 3,
  /** Also adds the 128 that samples are stored without. */
  inverseHalf = (1 << (inverse - 1)) + (128 << inverse),
}

/** First pass of the forward transform: eight samples of a plane to a row of the block. */
export function forwardRow(samples: Uint8Array, from: number, block: Int32Array, start: number): void {
  const v0 = samples[from];
  const v1 = samples[from + 1];
  const v2 = samples[from + 2];
  const v3 = samples[from + 3];
  const v4 = samples[from + 4];
  const v5 = samples[from + 5];
  const v6 = samples[from + 6];
  const v7 = samples[from + 7];
  const s03 = (v0 + v7 + v3 + v4) | 0;
  const d03 = (v0 + v7 - v3 - v4) | 0;
  const s12 = (v1 + v6 + v2 + v5) | 0;
  const d12 = (v1 + v6 - v2 - v5) | 0;
  const t7 = (v0 - v7) | 0;
  const t6 = (v1 - v6) | 0;
  const t5 = (v2 - v5) | 0;
  const t4 = (v3 - v4) | 0;

  // Only here do the 128 matter that are to be taken from every sample.
  block[start] = (s03 + s12 - 8 * 128) << Shift.pass;
  block[start + 4] = (s03 - s12) << Shift.pass;
  const even = (Math.imul(d12 + d03, Factor.f0541196100) + Shift.betweenHalf) | 0;
  block[start + 2] = (even + Math.imul(d03, Factor.f0765366865)) >> Shift.between;
  block[start + 6] = (even - Math.imul(d12, Factor.f1847759065)) >> Shift.between;

  const shared = (Math.imul(t4 + t6 + t5 + t7, Factor.f1175875602) + Shift.betweenHalf) | 0;
  const z1 = Math.imul(t4 + t7, -Factor.f0899976223);
  const z2 = Math.imul(t5 + t6, -Factor.f2562915447);
  const z3 = (shared - Math.imul(t4 + t6, Factor.f1961570560)) | 0;
  const z4 = (shared - Math.imul(t5 + t7, Factor.f0390180644)) | 0;
  block[start + 7] = (Math.imul(t4, Factor.f0298631336) + z1 + z3) >> Shift.between;
  block[start + 5] = (Math.imul(t5, Factor.f2053119869) + z2 + z4) >> Shift.between;
  block[start + 3] = (Math.imul(t6, Factor.f3072711026) + z2 + z3) >> Shift.between;
  block[start + 1] = (Math.imul(t7, Factor.f1501321110) + z1 + z4) >> Shift.between;
}

/** Last pass of the forward transform, quantisation and first pass of the inverse transform, along a column. */
export function codeColumn(block: Int32Array, column: number, quantization: Quantization): void {
  const v0 = block[column];
  const v1 = block[column + 8];
  const v2 = block[column + 16];
  const v3 = block[column + 24];
  const v4 = block[column + 32];
  const v5 = block[column + 40];
  const v6 = block[column + 48];
  const v7 = block[column + 56];
  const s03 = (v0 + v7 + v3 + v4) | 0;
  const d03 = (v0 + v7 - v3 - v4) | 0;
  const s12 = (v1 + v6 + v2 + v5) | 0;
  const d12 = (v1 + v6 - v2 - v5) | 0;
  const t7 = (v0 - v7) | 0;
  const t6 = (v1 - v6) | 0;
  const t5 = (v2 - v5) | 0;
  const t4 = (v3 - v4) | 0;
  const evenIn = (Math.imul(d12 + d03, Factor.f0541196100) + Shift.forwardHalf) | 0;
  const sharedIn = (Math.imul(t4 + t6 + t5 + t7, Factor.f1175875602) + Shift.forwardHalf) | 0;
  const y1 = Math.imul(t4 + t7, -Factor.f0899976223);
  const y2 = Math.imul(t5 + t6, -Factor.f2562915447);
  const y3 = (sharedIn - Math.imul(t4 + t6, Factor.f1961570560)) | 0;
  const y4 = (sharedIn - Math.imul(t5 + t7, Factor.f0390180644)) | 0;

  const c0 = quantized((s03 + s12 + Shift.passHalf) >> Shift.pass, quantization, column);
  const c1 = quantized(
    (Math.imul(t7, Factor.f1501321110) + y1 + y4) >> Shift.forward,
    quantization,
    column + 8,
  );
  const c2 = quantized(
    (evenIn + Math.imul(d03, Factor.f0765366865)) >> Shift.forward,
    quantization,
    column + 16,
  );
  const c3 = quantized(
    (Math.imul(t6, Factor.f3072711026) + y2 + y3) >> Shift.forward,
    quantization,
    column + 24,
  );
  const c4 = quantized((s03 - s12 + Shift.passHalf) >> Shift.pass, quantization, column + 32);
  const c5 = quantized(
    (Math.imul(t5, Factor.f2053119869) + y2 + y4) >> Shift.forward,
    quantization,
    column + 40,
  );
  const c6 = quantized(
    (evenIn - Math.imul(d12, Factor.f1847759065)) >> Shift.forward,
    quantization,
    column + 48,
  );
  const c7 = quantized(
    (Math.imul(t4, Factor.f0298631336) + y1 + y3) >> Shift.forward,
    quantization,
    column + 56,
  );

  // Most columns have nothing left but their mean: all below gives just this then.
  if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
    const level = c0 << Shift.pass;
    block[column] = level;
    block[column + 8] = level;
    block[column + 16] = level;
    block[column + 24] = level;
    block[column + 32] = level;
    block[column + 40] = level;
    block[column + 48] = level;
    block[column + 56] = level;
    return;
  }
  const shared26 = Math.imul(c2 + c6, Factor.f0541196100);
  const e2 = (shared26 - Math.imul(c6, Factor.f1847759065)) | 0;
  const e3 = (shared26 + Math.imul(c2, Factor.f0765366865)) | 0;
  const e0 = (((c0 + c4) << Shift.factor) + Shift.betweenHalf) | 0;
  const e1 = (((c0 - c4) << Shift.factor) + Shift.betweenHalf) | 0;
  const shared = Math.imul(c7 + c3 + c5 + c1, Factor.f1175875602);
  const z1 = Math.imul(c7 + c1, -Factor.f0899976223);
  const z2 = Math.imul(c5 + c3, -Factor.f2562915447);
  const z3 = (shared - Math.imul(c7 + c3, Factor.f1961570560)) | 0;
  const z4 = (shared - Math.imul(c5 + c1, Factor.f0390180644)) | 0;
  const o0 = (Math.imul(c1, Factor.f1501321110) + z1 + z4) | 0;
  const o1 = (Math.imul(c3, Factor.f3072711026) + z2 + z3) | 0;
  const o2 = (Math.imul(c5, Factor.f2053119869) + z2 + z4) | 0;
  const o3 = (Math.imul(c7, Factor.f0298631336) + z1 + z3) | 0;
  block[column] = (e0 + e3 + o0) >> Shift.between;
  block[column + 8] = (e1 + e2 + o1) >> Shift.between;
  block[column + 16] = (e1 - e2 + o2) >> Shift.between;
  block[column + 24] = (e0 - e3 + o3) >> Shift.between;
  block[column + 32] = (e0 - e3 - o3) >> Shift.between;
  block[column + 40] = (e1 - e2 - o2) >> Shift.between;
  block[column + 48] = (e1 + e2 - o1) >> Shift.between;
  block[column + 56] = (e0 + e3 - o0) >> Shift.between;
}

/** Last pass of the inverse transform: a row of the block to eight samples of a plane. */
export function inverseRow(block: Int32Array, start: number, samples: Uint8ClampedArray, to: number): void {
  const c0 = block[start];
  const c1 = block[start + 1];
  const c2 = block[start + 2];
  const c3 = block[start + 3];
  const c4 = block[start + 4];
  const c5 = block[start + 5];
  const c6 = block[start + 6];
  const c7 = block[start + 7];
  if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
    const level = ((c0 << Shift.factor) + Shift.inverseHalf) >> Shift.inverse;
    samples[to] = level;
    samples[to + 1] = level;
    samples[to + 2] = level;
    samples[to + 3] = level;
    samples[to + 4] = level;
    samples[to + 5] = level;
    samples[to + 6] = level;
    samples[to + 7] = level;
    return;
  }
  const shared26 = Math.imul(c2 + c6, Factor.f0541196100);
  const e2 = (shared26 - Math.imul(c6, Factor.f1847759065)) | 0;
  const e3 = (shared26 + Math.imul(c2, Factor.f0765366865)) | 0;
  const e0 = (((c0 + c4) << Shift.factor) + Shift.inverseHalf) | 0;
  const e1 = (((c0 - c4) << Shift.factor) + Shift.inverseHalf) | 0;
  const shared = Math.imul(c7 + c3 + c5 + c1, Factor.f1175875602);
  const z1 = Math.imul(c7 + c1, -Factor.f0899976223);
  const z2 = Math.imul(c5 + c3, -Factor.f2562915447);
  const z3 = (shared - Math.imul(c7 + c3, Factor.f1961570560)) | 0;
  const z4 = (shared - Math.imul(c5 + c1, Factor.f0390180644)) | 0;
  const o0 = (Math.imul(c1, Factor.f1501321110) + z1 + z4) | 0;
  const o1 = (Math.imul(c3, Factor.f3072711026) + z2 + z3) | 0;
  const o2 = (Math.imul(c5, Factor.f2053119869) + z2 + z4) | 0;
  const o3 = (Math.imul(c7, Factor.f0298631336) + z1 + z3) | 0;
  samples[to] = (e0 + e3 + o0) >> Shift.inverse;
  samples[to + 1] = (e1 + e2 + o1) >> Shift.inverse;
  samples[to + 2] = (e1 - e2 + o2) >> Shift.inverse;
  samples[to + 3] = (e0 - e3 + o3) >> Shift.inverse;
  samples[to + 4] = (e0 - e3 - o3) >> Shift.inverse;
  samples[to + 5] = (e1 - e2 - o2) >> Shift.inverse;
  samples[to + 6] = (e1 + e2 - o1) >> Shift.inverse;
  samples[to + 7] = (e0 + e3 - o0) >> Shift.inverse;
}
