export type { Comparison, MeasuredRow, Provenance } from './comparison.js';
export { comparisonMarkdown } from './comparison-markdown.js';
export { comparisonWarnings } from './comparison-warnings.js';
export type { ComparedNumbers, PublishedRow, PublishedSource } from './published-row.js';
export { publishedDatasets, publishedRows, type PublishedDataset } from './published-rows.js';
