/**
 * A function that keeps its last result: all images of a corruption and size share their tables, which cost more than
 * small images.
 */
export function recent<Args extends readonly (number | string)[], Value>(
  make: (...args: Args) => Value,
): (...args: Args) => Value {
  let keys: Args | undefined;
  let value: Value;
  return (...args) => {
    if (!keys || keys.length !== args.length || !keys.every((key, index) => key === args[index])) {
      value = make(...args);
      keys = args;
    }
    return value;
  };
}
