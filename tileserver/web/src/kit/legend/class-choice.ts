// Which classes of a layer are chosen after somebody pressed one: that alone, all again, or one more. Pure.

/** `all` are the classes there are, `chosen` those that alone are drawn; none chosen means all are drawn. */
export function pressed(chosen: readonly string[], code: string): string[] {
  return chosen.length === 1 && chosen[0] === code ? [] : [code];
}

/** One class more or less. With the last one gone, or with all of them, nothing is left out. */
export function ticked(chosen: readonly string[], code: string, all: readonly string[]): string[] {
  const next = chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code];
  const isAll = all.length > 0 && all.every((each) => next.includes(each));
  return isAll ? [] : next;
}
