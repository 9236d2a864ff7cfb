/** Counts how often each value occurs in one channel. */
export function countValues(
  data: Uint8Array,
  channel: number,
  channels: number,
  histogram: Uint32Array,
): void {
  histogram.fill(0);
  for (let index = channel; index < data.length; index += channels) histogram[data[index]]++;
}

/** Maps one channel through a table of 256 values. */
export function mapChannel(
  source: Uint8Array,
  target: Uint8Array,
  channel: number,
  channels: number,
  table: Uint8Array,
): void {
  for (let index = channel; index < source.length; index += channels) target[index] = table[source[index]];
}

/** The table that changes nothing. */
export function resetTable(table: Uint8Array): void {
  for (let value = 0; value < 256; value++) table[value] = value;
}
