import type { LinearMemory } from './webassembly.js';

/** A kernel on one image: addresses of source, target and scratch, and the shape between them. */
export type OpFunction = (
  source: number,
  target: number,
  width: number,
  height: number,
  channels: number,
  scratch: number,
) => void;

/** What assembly/index.ts exports. */
export interface ModuleExports {
  readonly memory: LinearMemory;
  readonly autocontrast: OpFunction;
  readonly brightness: OpFunction;
  readonly color: OpFunction;
  readonly contrast: OpFunction;
  readonly equalize: OpFunction;
  readonly posterize: OpFunction;
  readonly rotate: OpFunction;
  readonly sharpness: OpFunction;
  readonly shearX: OpFunction;
  readonly shearY: OpFunction;
  readonly solarize: OpFunction;
  readonly translateX: OpFunction;
  readonly translateY: OpFunction;
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
}
