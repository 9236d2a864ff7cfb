// What lies where in the module's memory. Tables of fixed size lie low; images and scratch come from the heap, which
// JavaScript hands out (src/corruption-kernels.ts has the same number).
//
// Vectors are written past the end of rows and images rather than finished value by value: every block has 64 bytes
// behind it that may be read and overwritten.

/** 256 × 64 bits: levels divided by 255. */
export const UNITS: usize = 0x1000;
/** One table of 256 bytes for each channel. */
export const TABLES: usize = 0x1800;
/** Three tables of the ziggurat, up to 129 × 64 bits each. */
export const SCALES: usize = 0x2000;
export const SAFE: usize = 0x2800;
export const DENSITIES: usize = 0x3000;
/** A stretch of random numbers, 1024 × 64 bits. */
export const STRETCH: usize = 0x4000;
export const STRETCH_LENGTH: i32 = 1024;
/** Per level and leading bits, where to look for a Poisson number: 256 × 1024 × 16 bits. */
export const GUIDES: usize = 0x10000;
/** Per level, the address of its cumulative probabilities: 256 × 32 bits. */
export const CUMULATIVE: usize = 0x8000;
/** Per count of photons, its level: bytes. */
export const COUNT_LEVELS: usize = 0x9000;
