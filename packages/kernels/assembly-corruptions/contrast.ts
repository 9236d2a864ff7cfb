// Contrast: a table per channel, made of the channel's mean.
import { TABLES, UNITS } from './memory';
import { unitAt } from './unit';

export function contrast(source: usize, target: usize, pixels: i32, channels: i32, factor: f64): void {
  const end = source + <usize>(pixels * channels);
  if (channels === 3) {
    let red: f64 = 0;
    let green: f64 = 0;
    let blue: f64 = 0;
    for (let at = source; at < end; at += 3) {
      red += unitAt(at);
      green += unitAt(at + 1);
      blue += unitAt(at + 2);
    }
    fillTable(0, red / <f64>pixels, factor);
    fillTable(1, green / <f64>pixels, factor);
    fillTable(2, blue / <f64>pixels, factor);
  } else {
    for (let channel = 0; channel < channels; channel++) {
      let sum: f64 = 0;
      for (let at = source + channel; at < end; at += channels) sum += unitAt(at);
      fillTable(channel, sum / <f64>pixels, factor);
    }
  }
  if (channels === 3) {
    for (; source < end; source += 3, target += 3) {
      store<u8>(target, load<u8>(TABLES + <usize>load<u8>(source)));
      store<u8>(target, load<u8>(TABLES + 256 + <usize>load<u8>(source, 1)), 1);
      store<u8>(target, load<u8>(TABLES + 512 + <usize>load<u8>(source, 2)), 2);
    }
    return;
  }
  for (let channel = 0; channel < channels; channel++) {
    const table = TABLES + ((<usize>channel) << 8);
    let to = target + channel;
    for (let at = source + channel; at < end; at += channels, to += channels) {
      store<u8>(to, load<u8>(table + <usize>load<u8>(at)));
    }
  }
}

function fillTable(channel: i32, mean: f64, factor: f64): void {
  const table = TABLES + ((<usize>channel) << 8);
  for (let level: usize = 0; level < 256; level++) {
    const value = (load<f64>(UNITS + (level << 3)) - mean) * factor + mean;
    store<u8>(table + level, <u8>(value <= 0 ? 0 : value >= 1 ? 255 : <i32>(value * 255)));
  }
}
