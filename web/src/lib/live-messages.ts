/** One object of messages that stays the same while the language changes: each of its leaves is looked up when it is read. */

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An object of the shape of `shape` whose leaves are those of `read()` at the moment they are asked for.
 * Branches may be kept (`const words = text.memory`); a leaf that is kept stays in the language it was read in.
 */
export function followLanguage<Shape extends object>(shape: Shape, read: () => Shape): Shape {
  const live = {} as Shape;
  for (const name of Object.keys(shape) as (keyof Shape & string)[]) {
    const value = shape[name];
    if (isBranch(value)) {
      const branch = followLanguage(value, () => read()[name] as typeof value);
      Object.defineProperty(live, name, { value: branch, enumerable: true });
    } else Object.defineProperty(live, name, { get: () => read()[name], enumerable: true });
  }
  return live;
}
