// The accurate integer DCT of the Independent JPEG Group there and back, with quantisation between, on 8×8 blocks of
// 16-bit numbers: src/internal/jpeg/dct.ts of @augmix/corruptions, eight columns at a time. Sums of two products of
// 16-bit numbers are one instruction, so rotations are written as such; all sums are exact, in whatever order.

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

/** The block: eight rows of eight 16-bit numbers. */
const BLOCK: usize = 0xa000;

// @inline
function factors(a: i32, b: i32): v128 {
  return i32x4.splat((b << 16) | (a & 0xffff));
}
// @inline
function low(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
// @inline
function high(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
// @inline
function row(index: usize): v128 {
  return v128.load(BLOCK + (index << 4));
}
// @inline
function setRow(index: usize, value: v128): void {
  v128.store(BLOCK + (index << 4), value);
}

function transpose(): void {
  const r0 = row(0);
  const r1 = row(1);
  const r2 = row(2);
  const r3 = row(3);
  const r4 = row(4);
  const r5 = row(5);
  const r6 = row(6);
  const r7 = row(7);
  const a0 = low(r0, r4);
  const a1 = high(r0, r4);
  const a2 = low(r1, r5);
  const a3 = high(r1, r5);
  const a4 = low(r2, r6);
  const a5 = high(r2, r6);
  const a6 = low(r3, r7);
  const a7 = high(r3, r7);
  const b0 = low(a0, a4);
  const b1 = high(a0, a4);
  const b2 = low(a1, a5);
  const b3 = high(a1, a5);
  const b4 = low(a2, a6);
  const b5 = high(a2, a6);
  const b6 = low(a3, a7);
  const b7 = high(a3, a7);
  setRow(0, low(b0, b4));
  setRow(1, high(b0, b4));
  setRow(2, low(b1, b5));
  setRow(3, high(b1, b5));
  setRow(4, low(b2, b6));
  setRow(5, high(b2, b6));
  setRow(6, low(b3, b7));
  setRow(7, high(b3, b7));
}

/** Two vectors of products with factors, added to two others and shifted: eight 16-bit numbers. */
// @inline
function rotated(a: v128, b: v128, by: v128, toA: v128, toB: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(a, by), toA), shift),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(b, by), toB), shift),
  );
}

/** A pass of the forward transform, along the block's columns. */
// @inline
function forward(isFirst: bool): void {
  const v0 = row(0);
  const v1 = row(1);
  const v2 = row(2);
  const v3 = row(3);
  const v4 = row(4);
  const v5 = row(5);
  const v6 = row(6);
  const v7 = row(7);
  const shift = isFirst ? 11 : 15;
  const half = i32x4.splat(1 << (shift - 1));
  const t0 = i16x8.add(v0, v7);
  const t1 = i16x8.add(v1, v6);
  const t2 = i16x8.add(v2, v5);
  const t3 = i16x8.add(v3, v4);
  const s03 = i16x8.add(t0, t3);
  const d03 = i16x8.sub(t0, t3);
  const s12 = i16x8.add(t1, t2);
  const d12 = i16x8.sub(t1, t2);
  const sum = i16x8.add(s03, s12);
  const difference = i16x8.sub(s03, s12);
  if (isFirst) {
    // Only here do the 128 matter that are to be taken from every sample.
    setRow(0, i16x8.shl(i16x8.sub(sum, i16x8.splat(8 * 128)), 2));
    setRow(4, i16x8.shl(difference, 2));
  } else {
    setRow(0, i16x8.shr_s(i16x8.add(sum, i16x8.splat(2)), 2));
    setRow(4, i16x8.shr_s(i16x8.add(difference, i16x8.splat(2)), 2));
  }
  const evenLow = low(d03, d12);
  const evenHigh = high(d03, d12);
  const to2 = factors(f0541196100 + f0765366865, f0541196100);
  const to6 = factors(f0541196100, f0541196100 - f1847759065);
  setRow(2, rotated(evenLow, evenHigh, to2, half, half, shift));
  setRow(6, rotated(evenLow, evenHigh, to6, half, half, shift));

  const t7 = i16x8.sub(v0, v7);
  const t6 = i16x8.sub(v1, v6);
  const t5 = i16x8.sub(v2, v5);
  const t4 = i16x8.sub(v3, v4);
  const z3 = i16x8.add(t4, t6);
  const z4 = i16x8.add(t5, t7);
  const zLow = low(z3, z4);
  const zHigh = high(z3, z4);
  const to3z = factors(f1175875602 - f1961570560, f1175875602);
  const to4z = factors(f1175875602, f1175875602 - f0390180644);
  const z3Low = i32x4.add(i32x4.dot_i16x8_s(zLow, to3z), half);
  const z3High = i32x4.add(i32x4.dot_i16x8_s(zHigh, to3z), half);
  const z4Low = i32x4.add(i32x4.dot_i16x8_s(zLow, to4z), half);
  const z4High = i32x4.add(i32x4.dot_i16x8_s(zHigh, to4z), half);
  const outerLow = low(t4, t7);
  const outerHigh = high(t4, t7);
  const innerLow = low(t5, t6);
  const innerHigh = high(t5, t6);
  const to7 = factors(f0298631336 - f0899976223, -f0899976223);
  const to1 = factors(-f0899976223, f1501321110 - f0899976223);
  const to5 = factors(f2053119869 - f2562915447, -f2562915447);
  const to3 = factors(-f2562915447, f3072711026 - f2562915447);
  setRow(7, rotated(outerLow, outerHigh, to7, z3Low, z3High, shift));
  setRow(1, rotated(outerLow, outerHigh, to1, z4Low, z4High, shift));
  setRow(5, rotated(innerLow, innerHigh, to5, z4Low, z4High, shift));
  setRow(3, rotated(innerLow, innerHigh, to3, z3Low, z3High, shift));
}

/**
 * Rounds all coefficients, eight times too large, to multiples of their divisors, half away from zero. ⌊n / 8d⌋ is
 * ⌊⌊n / 8⌋ / d⌋, and ⌊n / 8⌋ is small enough for a reciprocal of 20 bits to be exact.
 *
 * @param table 64 divisors of 16 bits, then 64 reciprocals ⌈2²⁰ / d⌉ of 32 bits
 */
// @inline
function quantize(table: usize): void {
  for (let at: usize = 0; at < 128; at += 16) {
    const value = v128.load(BLOCK + at);
    const divisor = v128.load(table + at);
    const sign = i16x8.shr_s(value, 15);
    const eighths = i16x8.shr_u(i16x8.add(i16x8.abs(value), i16x8.shl(divisor, 2)), 3);
    const reciprocals = table + 128 + 2 * at;
    const steps = i16x8.narrow_i32x4_s(
      i32x4.shr_u(i32x4.mul(i32x4.extend_low_i16x8_u(eighths), v128.load(reciprocals)), 20),
      i32x4.shr_u(i32x4.mul(i32x4.extend_high_i16x8_u(eighths), v128.load(reciprocals, 16)), 20),
    );
    v128.store(BLOCK + at, i16x8.sub(v128.xor(i16x8.mul(steps, divisor), sign), sign));
  }
}

/** Sum and difference of two vectors, shifted: eight 16-bit numbers each. */
// @inline
function setPair(
  first: usize,
  second: usize,
  eLow: v128,
  eHigh: v128,
  oLow: v128,
  oHigh: v128,
  shift: i32,
): void {
  setRow(
    first,
    i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.add(eLow, oLow), shift),
      i32x4.shr_s(i32x4.add(eHigh, oHigh), shift),
    ),
  );
  setRow(
    second,
    i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.sub(eLow, oLow), shift),
      i32x4.shr_s(i32x4.sub(eHigh, oHigh), shift),
    ),
  );
}

/** A pass of the inverse transform, along the block's columns. */
// @inline
function inverse(half: i32, shift: i32): void {
  const c0 = row(0);
  const c1 = row(1);
  const c2 = row(2);
  const c3 = row(3);
  const c4 = row(4);
  const c5 = row(5);
  const c6 = row(6);
  const c7 = row(7);
  const rounding = i32x4.splat(half);
  const to2 = factors(f0541196100, f0541196100 - f1847759065);
  const to3 = factors(f0541196100 + f0765366865, f0541196100);
  const evenLow = low(c2, c6);
  const evenHigh = high(c2, c6);
  const outerEvenLow = low(c0, c4);
  const outerEvenHigh = high(c0, c4);
  const sum = factors(8192, 8192);
  const difference = factors(8192, -8192);
  const e0Low = i32x4.add(i32x4.dot_i16x8_s(outerEvenLow, sum), rounding);
  const e0High = i32x4.add(i32x4.dot_i16x8_s(outerEvenHigh, sum), rounding);
  const e1Low = i32x4.add(i32x4.dot_i16x8_s(outerEvenLow, difference), rounding);
  const e1High = i32x4.add(i32x4.dot_i16x8_s(outerEvenHigh, difference), rounding);
  const e2Low = i32x4.dot_i16x8_s(evenLow, to2);
  const e2High = i32x4.dot_i16x8_s(evenHigh, to2);
  const e3Low = i32x4.dot_i16x8_s(evenLow, to3);
  const e3High = i32x4.dot_i16x8_s(evenHigh, to3);

  const z3 = i16x8.add(c7, c3);
  const z4 = i16x8.add(c5, c1);
  const zLow = low(z3, z4);
  const zHigh = high(z3, z4);
  const to3z = factors(f1175875602 - f1961570560, f1175875602);
  const to4z = factors(f1175875602, f1175875602 - f0390180644);
  const z3Low = i32x4.dot_i16x8_s(zLow, to3z);
  const z3High = i32x4.dot_i16x8_s(zHigh, to3z);
  const z4Low = i32x4.dot_i16x8_s(zLow, to4z);
  const z4High = i32x4.dot_i16x8_s(zHigh, to4z);
  const outerLow = low(c7, c1);
  const outerHigh = high(c7, c1);
  const innerLow = low(c5, c3);
  const innerHigh = high(c5, c3);
  const o0 = factors(-f0899976223, f1501321110 - f0899976223);
  const o1 = factors(-f2562915447, f3072711026 - f2562915447);
  const o2 = factors(f2053119869 - f2562915447, -f2562915447);
  const o3 = factors(f0298631336 - f0899976223, -f0899976223);
  setPair(
    0,
    7,
    i32x4.add(e0Low, e3Low),
    i32x4.add(e0High, e3High),
    i32x4.add(i32x4.dot_i16x8_s(outerLow, o0), z4Low),
    i32x4.add(i32x4.dot_i16x8_s(outerHigh, o0), z4High),
    shift,
  );
  setPair(
    1,
    6,
    i32x4.add(e1Low, e2Low),
    i32x4.add(e1High, e2High),
    i32x4.add(i32x4.dot_i16x8_s(innerLow, o1), z3Low),
    i32x4.add(i32x4.dot_i16x8_s(innerHigh, o1), z3High),
    shift,
  );
  setPair(
    2,
    5,
    i32x4.sub(e1Low, e2Low),
    i32x4.sub(e1High, e2High),
    i32x4.add(i32x4.dot_i16x8_s(innerLow, o2), z4Low),
    i32x4.add(i32x4.dot_i16x8_s(innerHigh, o2), z4High),
    shift,
  );
  setPair(
    3,
    4,
    i32x4.sub(e0Low, e3Low),
    i32x4.sub(e0High, e3High),
    i32x4.add(i32x4.dot_i16x8_s(outerLow, o3), z3Low),
    i32x4.add(i32x4.dot_i16x8_s(outerHigh, o3), z3High),
    shift,
  );
}

/** Whether nothing is left of a block but its mean, as in most blocks of colours. */
// @inline
function hasOnlyMean(): bool {
  const upper = v128.or(v128.or(row(1), row(2)), v128.or(row(3), row(4)));
  const lower = v128.or(v128.or(row(5), row(6)), row(7));
  const first = v128.and(row(0), i16x8(0, -1, -1, -1, -1, -1, -1, -1));
  return !v128.any_true(v128.or(v128.or(upper, lower), first));
}

function forwardFirst(): void {
  forward(true);
}

function forwardLast(table: usize): void {
  forward(false);
  quantize(table);
}

function inverseFirst(): void {
  inverse(1 << 10, 11);
}

/** Also adds the 128 that samples are stored without. */
function inverseLast(): void {
  inverse((1 << 17) + (128 << 18), 18);
}

/** Makes of a plane what JPEG does, in place. Stride and number of rows are whole blocks. */
export function codePlane(plane: usize, stride: i32, rows: i32, table: usize): void {
  const end = plane + <usize>(stride * rows);
  for (let top = plane; top < end; top += (<usize>stride) << 3) {
    for (let left = top; left < top + stride; left += 8) {
      for (let line: usize = 0; line < 8; line++) setRow(line, v128.load_ext<u8>(left + line * stride));
      transpose();
      forwardFirst();
      transpose();
      forwardLast(table);
      if (hasOnlyMean()) {
        const level = i8x16.splat(
          <i8>max(min((((<i32>load<i16>(BLOCK)) << 15) + (257 << 17)) >> 18, 255), 0),
        );
        for (let line: usize = 0; line < 8; line++) v128.store64_lane(left + line * stride, level, 0);
        continue;
      }
      inverseFirst();
      transpose();
      inverseLast();
      transpose();
      for (let line: usize = 0; line < 8; line++) {
        const samples = row(line);
        v128.store64_lane(left + line * stride, i8x16.narrow_i16x8_u(samples, samples), 0);
      }
    }
  }
}
