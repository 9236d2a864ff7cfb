import type { Device, Manifest } from './manifest.js';

/** Where TensorFlow's libraries are taken from. */
export interface LibrarySource {
  version: string;
  device: Device;
  /** Bytes that the disk must have free, downloads included. */
  bytesNeeded: number;
  /**
   * Puts libraries and licences into the folder of an installation.
   *
   * @returns the folder of the headers, and what the manifest says about where they come from
   */
  put(folder: string, settings: PutSettings): Promise<{ include: string; wheel: Manifest['wheel'] }>;
  /** Called when the installation is complete. */
  finish?(): Promise<void>;
}

/** What a {@link LibrarySource} may use. */
export interface PutSettings {
  /** A folder for what is needed only on the way. */
  work: string;
  log: (line: string) => void;
  onProgress: (fraction: number, text: string) => void;
  signal?: AbortSignal;
}
