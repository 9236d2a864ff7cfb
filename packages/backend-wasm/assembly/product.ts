import { multiplyAdd } from './multiply-add';

/**
 * Rows of the left matrix that one pass works on: as many as leave all sums of rows × 8 columns, and the operands, in
 * the 16 vector registers. Without fused multiply-add the products need registers as well.
 */
export const rowsAtOnce: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/**
 * product[r][c] = Σ_d left[r][d] · right[d][c]. `rows` is a multiple of {@link rowsAtOnce}, `columns` of 8; `right` is
 * packed in panels of 8 columns, `[columns / 8][depth][8]`.
 */
export function multiply(
  left: usize,
  right: usize,
  product: usize,
  rows: i32,
  depth: i32,
  columns: i32,
): void {
  const rowBytes = (<usize>depth) << 2;
  const leftEnd = left + <usize>rows * rowBytes;
  const columnsEnd = product + ((<usize>columns) << 2);
  do {
    if (ASC_FEATURE_RELAXED_SIMD)
      multiplySixRows(left, leftEnd, rowBytes, right, product, (<usize>columns) << 2);
    else multiplyFourRows(left, leftEnd, rowBytes, right, product, (<usize>columns) << 2);
    right += rowBytes << 3;
    product += 32;
  } while (product < columnsEnd);
}

/** All rows, in groups of four, times one panel of 8 columns. The loop over the depth must stay small to be fast. */
// @inline
function multiplyFourRows(
  left: usize,
  leftEnd: usize,
  rowBytes: usize,
  panel: usize,
  product: usize,
  productRow: usize,
): void {
  do {
    let p0 = f32x4.splat(0);
    let q0 = p0;
    let p1 = p0;
    let q1 = p0;
    let p2 = p0;
    let q2 = p0;
    let p3 = p0;
    let q3 = p0;
    let right = panel;
    let row0 = left;
    let row1 = left + rowBytes;
    let row2 = row1 + rowBytes;
    let row3 = row2 + rowBytes;
    const rowEnd = row1;
    do {
      const a = v128.load(right);
      const b = v128.load(right, 16);
      let value = v128.load_splat<f32>(row0);
      p0 = multiplyAdd(value, a, p0);
      q0 = multiplyAdd(value, b, q0);
      value = v128.load_splat<f32>(row1);
      p1 = multiplyAdd(value, a, p1);
      q1 = multiplyAdd(value, b, q1);
      value = v128.load_splat<f32>(row2);
      p2 = multiplyAdd(value, a, p2);
      q2 = multiplyAdd(value, b, q2);
      value = v128.load_splat<f32>(row3);
      p3 = multiplyAdd(value, a, p3);
      q3 = multiplyAdd(value, b, q3);
      right += 32;
      row0 += 4;
      row1 += 4;
      row2 += 4;
      row3 += 4;
    } while (row0 < rowEnd);
    let at = product;
    v128.store(at, p0);
    v128.store(at, q0, 16);
    at += productRow;
    v128.store(at, p1);
    v128.store(at, q1, 16);
    at += productRow;
    v128.store(at, p2);
    v128.store(at, q2, 16);
    at += productRow;
    v128.store(at, p3);
    v128.store(at, q3, 16);
    product = at + productRow;
    left = row3;
  } while (left < leftEnd);
}

/** As {@link multiplyFourRows}, in groups of six. */
// @inline
function multiplySixRows(
  left: usize,
  leftEnd: usize,
  rowBytes: usize,
  panel: usize,
  product: usize,
  productRow: usize,
): void {
  do {
    let p0 = f32x4.splat(0);
    let q0 = p0;
    let p1 = p0;
    let q1 = p0;
    let p2 = p0;
    let q2 = p0;
    let p3 = p0;
    let q3 = p0;
    let p4 = p0;
    let q4 = p0;
    let p5 = p0;
    let q5 = p0;
    let right = panel;
    let row0 = left;
    let row1 = left + rowBytes;
    let row2 = row1 + rowBytes;
    let row3 = row2 + rowBytes;
    let row4 = row3 + rowBytes;
    let row5 = row4 + rowBytes;
    const rowEnd = row1;
    do {
      const a = v128.load(right);
      const b = v128.load(right, 16);
      let value = v128.load_splat<f32>(row0);
      p0 = multiplyAdd(value, a, p0);
      q0 = multiplyAdd(value, b, q0);
      value = v128.load_splat<f32>(row1);
      p1 = multiplyAdd(value, a, p1);
      q1 = multiplyAdd(value, b, q1);
      value = v128.load_splat<f32>(row2);
      p2 = multiplyAdd(value, a, p2);
      q2 = multiplyAdd(value, b, q2);
      value = v128.load_splat<f32>(row3);
      p3 = multiplyAdd(value, a, p3);
      q3 = multiplyAdd(value, b, q3);
      value = v128.load_splat<f32>(row4);
      p4 = multiplyAdd(value, a, p4);
      q4 = multiplyAdd(value, b, q4);
      value = v128.load_splat<f32>(row5);
      p5 = multiplyAdd(value, a, p5);
      q5 = multiplyAdd(value, b, q5);
      right += 32;
      row0 += 4;
      row1 += 4;
      row2 += 4;
      row3 += 4;
      row4 += 4;
      row5 += 4;
    } while (row0 < rowEnd);
    let at = product;
    v128.store(at, p0);
    v128.store(at, q0, 16);
    at += productRow;
    v128.store(at, p1);
    v128.store(at, q1, 16);
    at += productRow;
    v128.store(at, p2);
    v128.store(at, q2, 16);
    at += productRow;
    v128.store(at, p3);
    v128.store(at, q3, 16);
    at += productRow;
    v128.store(at, p4);
    v128.store(at, q4, 16);
    at += productRow;
    v128.store(at, p5);
    v128.store(at, q5, 16);
    product = at + productRow;
    left = row5;
  } while (left < leftEnd);
}

/**
 * sums[l][r] += Σ_t left[t][l] · right[t][r]. `leftColumns` is a multiple of 4, `rightColumns` of 8. The products of one
 * call are added up by themselves first: sums of sums lose less in float32 than one long sum.
 */
export function addTransposedProduct(
  left: usize,
  right: usize,
  sums: usize,
  rows: i32,
  leftColumns: i32,
  rightColumns: i32,
): void {
  const leftRow = (<usize>leftColumns) << 2;
  const rightRow = (<usize>rightColumns) << 2;
  const leftColumnsEnd = left + leftRow;
  const rightColumnsEnd = right + rightRow;
  const leftBytes = <usize>rows * leftRow;
  do {
    let column = right;
    let sum = sums;
    do {
      let p0 = f32x4.splat(0);
      let q0 = p0;
      let p1 = p0;
      let q1 = p0;
      let p2 = p0;
      let q2 = p0;
      let p3 = p0;
      let q3 = p0;
      let l = left;
      let r = column;
      const end = left + leftBytes;
      do {
        const a = v128.load(r);
        const b = v128.load(r, 16);
        let value = v128.load_splat<f32>(l);
        p0 = multiplyAdd(value, a, p0);
        q0 = multiplyAdd(value, b, q0);
        value = v128.load_splat<f32>(l, 4);
        p1 = multiplyAdd(value, a, p1);
        q1 = multiplyAdd(value, b, q1);
        value = v128.load_splat<f32>(l, 8);
        p2 = multiplyAdd(value, a, p2);
        q2 = multiplyAdd(value, b, q2);
        value = v128.load_splat<f32>(l, 12);
        p3 = multiplyAdd(value, a, p3);
        q3 = multiplyAdd(value, b, q3);
        l += leftRow;
        r += rightRow;
      } while (l < end);
      addPair(sum, p0, q0);
      addPair(sum + rightRow, p1, q1);
      addPair(sum + 2 * rightRow, p2, q2);
      addPair(sum + 3 * rightRow, p3, q3);
      sum += 32;
      column += 32;
    } while (column < rightColumnsEnd);
    left += 16;
    sums += rightRow << 2;
  } while (left < leftColumnsEnd);
}

// @inline
export function addPair(at: usize, p: v128, q: v128): void {
  v128.store(at, f32x4.add(v128.load(at), p));
  v128.store(at, f32x4.add(v128.load(at, 16), q), 16);
}
