import type { WordSource } from '@augmix/core';

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): fields take hundreds of thousands of words, and here a word costs a few
 * additions.
 */
export class FieldWords implements WordSource {
  private a: number;
  private b: number;
  private c = 0;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.floor(seed / 0x100000000) | 0;
    for (let round = 0; round < 15; round++) this.uint32();
  }

  uint32(): number {
    const word = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + word) | 0;
    return word >>> 0;
  }
}
