import { AugmixError } from '@augmix/core';
import type { Device } from './manifest.js';

/** What decides whether TensorFlow's published libraries run here. */
export interface System {
  platform: NodeJS.Platform;
  architecture: NodeJS.Architecture;
  /** Version of the GNU C library; `undefined` where another one is used. */
  glibc: string | undefined;
}

/** The system this process runs on. */
export function thisSystem(): System {
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return {
    platform: process.platform,
    architecture: process.arch,
    glibc: report.header.glibcVersionRuntime,
  };
}

const machines: Partial<Record<NodeJS.Architecture, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * Refuses a system for which no library is published, before anything is downloaded.
 *
 * @throws AugmixError `BACKEND_PLATFORM`
 */
export function checkPlatform(device: Device, system: System = thisSystem()): void {
  const { platform, architecture, glibc } = system;
  const refuse = (found: string, expected: string): never => {
    throw new AugmixError('BACKEND_PLATFORM', `TensorFlow cannot be installed on ${found}`, {
      expected,
      suggestion: 'backend wasm runs everywhere, and needs no installation',
    });
  };
  if (platform !== 'linux' || !machines[architecture])
    refuse(`${platform}-${architecture}`, 'linux-x64, or linux-arm64');
  if (glibc === undefined) refuse('a Linux without the GNU C library', 'one with glibc 2.27 or later');
  if (device === 'gpu' && architecture !== 'x64')
    refuse(`${platform}-${architecture} for a GPU`, 'linux-x64, or --device cpu');
}

/**
 * Refuses a wheel that was made for another system.
 *
 * @throws AugmixError `BACKEND_PLATFORM`
 */
export function checkWheelPlatform(wheelName: string, system: System = thisSystem()): void {
  const machine = machines[system.architecture] ?? system.architecture;
  if (wheelName.includes('linux') && wheelName.endsWith(`_${machine}.whl`)) return;
  throw new AugmixError('BACKEND_PLATFORM', 'the wheel was made for another system', {
    file: wheelName,
    expected: `a name that ends in linux…_${machine}.whl`,
  });
}
