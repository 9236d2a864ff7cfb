// Counting values and mapping them through tables, a channel at a time in one pass. With one or two channels the four
// tables are copies of each other: then a value's place modulo 4 tells its table, as with four channels.
import { HISTOGRAMS, MORE_HISTOGRAMS, TABLES } from './memory';

/** Number of tables that `mapThroughTables` reads and `countValues` fills. */
// @inline
export function tableCount(channels: i32): i32 {
  return channels == 3 ? 3 : 4;
}

export function mapThroughTables(source: usize, target: usize, length: usize, channels: i32): void {
  const end = target + length;
  if (channels == 3) {
    do {
      store<u8>(target, load<u8>(<usize>load<u8>(source), TABLES));
      store<u8>(target, load<u8>(<usize>load<u8>(source, 1), TABLES + 256), 1);
      store<u8>(target, load<u8>(<usize>load<u8>(source, 2), TABLES + 512), 2);
      store<u8>(target, load<u8>(<usize>load<u8>(source, 3), TABLES), 3);
      store<u8>(target, load<u8>(<usize>load<u8>(source, 4), TABLES + 256), 4);
      store<u8>(target, load<u8>(<usize>load<u8>(source, 5), TABLES + 512), 5);
      target += 6;
      source += 6;
    } while (target < end);
    return;
  }
  do {
    store<u8>(target, load<u8>(<usize>load<u8>(source), TABLES));
    store<u8>(target, load<u8>(<usize>load<u8>(source, 1), TABLES + 256), 1);
    store<u8>(target, load<u8>(<usize>load<u8>(source, 2), TABLES + 512), 2);
    store<u8>(target, load<u8>(<usize>load<u8>(source, 3), TABLES + 768), 3);
    target += 4;
    source += 4;
  } while (target < end);
}

// @inline
function countOne(at: usize, histogram: usize): void {
  const bin = ((<usize>load<u8>(at)) << 2) + histogram;
  store<u32>(bin, load<u32>(bin) + 1);
}

/**
 * Counts into histograms 0, 1, …, one per channel. Several sets take turns, so that equal neighbours need not wait for each
 * other. Three channels are written out, as constants become part of the instructions.
 */
export function countValues(source: usize, length: usize, channels: i32): void {
  memory.fill(HISTOGRAMS, 0, 8192);
  const end = source + length;
  if (channels == 3) {
    memory.fill(MORE_HISTOGRAMS, 0, 9216);
    let bin: usize = 0;
    const groups = source + (length - (length % 12));
    while (source < groups) {
      bin = (<usize>load<u8>(source)) << 2;
      store<u32>(bin, load<u32>(bin, HISTOGRAMS) + 1, HISTOGRAMS);
      bin = (<usize>load<u8>(source, 1)) << 2;
      store<u32>(bin, load<u32>(bin, HISTOGRAMS + 1024) + 1, HISTOGRAMS + 1024);
      bin = (<usize>load<u8>(source, 2)) << 2;
      store<u32>(bin, load<u32>(bin, HISTOGRAMS + 2048) + 1, HISTOGRAMS + 2048);
      bin = (<usize>load<u8>(source, 3)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS) + 1, MORE_HISTOGRAMS);
      bin = (<usize>load<u8>(source, 4)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 1024) + 1, MORE_HISTOGRAMS + 1024);
      bin = (<usize>load<u8>(source, 5)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 2048) + 1, MORE_HISTOGRAMS + 2048);
      bin = (<usize>load<u8>(source, 6)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 3072) + 1, MORE_HISTOGRAMS + 3072);
      bin = (<usize>load<u8>(source, 7)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 4096) + 1, MORE_HISTOGRAMS + 4096);
      bin = (<usize>load<u8>(source, 8)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 5120) + 1, MORE_HISTOGRAMS + 5120);
      bin = (<usize>load<u8>(source, 9)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 6144) + 1, MORE_HISTOGRAMS + 6144);
      bin = (<usize>load<u8>(source, 10)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 7168) + 1, MORE_HISTOGRAMS + 7168);
      bin = (<usize>load<u8>(source, 11)) << 2;
      store<u32>(bin, load<u32>(bin, MORE_HISTOGRAMS + 8192) + 1, MORE_HISTOGRAMS + 8192);
      source += 12;
    }
    for (let at: usize = 0; source < end; source++, at++) countOne(source, HISTOGRAMS + ((at % 3) << 10));
    addHistograms(MORE_HISTOGRAMS, 3072);
    addHistograms(MORE_HISTOGRAMS + 3072, 3072);
    addHistograms(MORE_HISTOGRAMS + 6144, 3072);
    return;
  }
  const groups = source + (length - (length & 7));
  while (source < groups) {
    countOne(source, HISTOGRAMS);
    countOne(source + 1, HISTOGRAMS + 1024);
    countOne(source + 2, HISTOGRAMS + 2048);
    countOne(source + 3, HISTOGRAMS + 3072);
    countOne(source + 4, HISTOGRAMS + 4096);
    countOne(source + 5, HISTOGRAMS + 5120);
    countOne(source + 6, HISTOGRAMS + 6144);
    countOne(source + 7, HISTOGRAMS + 7168);
    source += 8;
  }
  for (let set = HISTOGRAMS; source < end; source++, set += 1024) countOne(source, set);
  addHistograms(HISTOGRAMS + 4096, 4096);
  if (channels <= 2) addHistograms(HISTOGRAMS + 2048, 2048);
  if (channels == 1) addHistograms(HISTOGRAMS + 1024, 1024);
}

/** Adds `length` bytes of counts to the histograms at the beginning. */
function addHistograms(from: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) {
    v128.store(HISTOGRAMS + at, i32x4.add(v128.load(HISTOGRAMS + at), v128.load(from + at)));
  }
}

// @inline
export function countOf(channel: i32, value: i32): u32 {
  return load<u32>(HISTOGRAMS + ((<usize>channel) << 10) + ((<usize>value) << 2));
}

/** Copies the table of a channel to the others that stand for it. */
export function repeatTables(channels: i32): void {
  if (channels == 1) memory.copy(TABLES + 256, TABLES, 256);
  if (channels <= 2) memory.copy(TABLES + 512, TABLES, 512);
}

/** The table that changes nothing. */
export function resetTable(table: usize): void {
  let values = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const sixteen = i8x16.splat(16);
  const end = table + 256;
  do {
    v128.store(table, values);
    values = i8x16.add(values, sixteen);
    table += 16;
  } while (table < end);
}
