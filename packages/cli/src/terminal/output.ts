import pc from 'picocolors';

/** Results go to stdout, so that they can be piped; everything else goes to stderr. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** One line about what is being done. */
export const note = (line: string): void => void process.stderr.write(`${pc.dim(line)}\n`);

/** JSON for programs. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** A table with aligned columns and a rule under its head. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Seconds as a person says them: `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
