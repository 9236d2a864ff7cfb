// What lies where in the module's memory. Tables of fixed size lie low; images and scratch come from the heap, which
// JavaScript hands out (src/kernels.ts has the same numbers).
//
// Vectors are written past the end of rows and images rather than finished byte by byte: every block has `slack` bytes
// behind it that may be read and overwritten.

/** 16 numbers of 64 bits: the parameters of the kernel that is called next. */
export const PARAMETERS: usize = 0x400;
/** One table of 256 bytes for each channel, and slack. */
export const TABLES: usize = 0x800;
/** Eight histograms of 256 × 32 bits. */
export const HISTOGRAMS: usize = 0x1000;
/** Per chain: address and weight, 32 bits each. */
export const CHAINS: usize = 0x3000;
/** Six vectors: means and deviations of three vectors of values. */
export const NORMALIZATION: usize = 0x3800;
/** Per pixel of a stretch of a row: where to read, and the fractions along x and y. */
export const STRETCH_OFFSETS: usize = 0x4000;
export const STRETCH_DX: usize = 0x4400;
export const STRETCH_DY: usize = 0x4800;
/** Nine more histograms, for three channels. */
export const MORE_HISTOGRAMS: usize = 0x8000;
/** Per cell of width 2⁻¹⁶, the fraction k/n, n ≤ 255, inside. */
export const FRACTIONS: usize = 0x10000;
export const HEAP: usize = 0x30000;

// @inline
export function parameter(index: i32): f64 {
  return load<f64>(PARAMETERS + ((<usize>index) << 3));
}
