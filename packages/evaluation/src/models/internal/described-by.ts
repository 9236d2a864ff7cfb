import type { ModelDescription } from '../preprocessing.js';

/** The file that an error about a description names. */
export const describedBy = ({ file, model }: Pick<ModelDescription, 'file' | 'model'>): string =>
  file ?? model;
