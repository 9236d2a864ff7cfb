import type { LinearMemory } from './webassembly.js';

/** What assembly/index.ts exports. */
export interface ModuleExports {
  readonly memory: LinearMemory;
  /** A kernel on one image: addresses of source, target and scratch, and the shape between them. */
  run(
    kernel: number,
    source: number,
    target: number,
    width: number,
    height: number,
    channels: number,
    scratch: number,
  ): void;
  mix(
    out: number,
    clean: number,
    offset: number,
    length: number,
    count: number,
    cleanWeight: number,
    mixWeight: number,
    isDivided: number,
  ): void;
  exactPixels(): number;
  resampleAcross(
    source: number,
    sourceRow: number,
    rows: number,
    target: number,
    targetRow: number,
    channels: number,
    starts: number,
    counts: number,
    weights: number,
    stride: number,
    positions: number,
  ): void;
  resampleDown(
    source: number,
    sourceRow: number,
    length: number,
    target: number,
    starts: number,
    counts: number,
    weights: number,
    stride: number,
    positions: number,
  ): void;
}
