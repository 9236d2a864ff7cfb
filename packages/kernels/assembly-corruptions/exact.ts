/** Values that no sum in single precision could be trusted with, so that they were added again in double precision. */
let values: i32 = 0;

export function exactValues(): i32 {
  return values;
}

// @inline
export function countExact(count: i32): void {
  values += count;
}
