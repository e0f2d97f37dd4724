// Passages taken out of a comment before everybody reads it. The server does it; this shows beforehand what will be left.

/** What stands in the place of a passage. */
const GAP = '[…]';

/** A text without passages, wherever they stand in it. */
export function without(text: string, passages: readonly string[]): string {
  const gaps = passages.flatMap((passage) => places(text, passage)).sort(([a], [b]) => a - b);
  let [left, at] = ['', 0];
  for (const [from, to] of gaps) {
    // Passages may overlap.
    if (from >= at) left += text.slice(at, from) + GAP;
    at = Math.max(at, to);
  }
  return left + text.slice(at);
}

function places(text: string, passage: string): [number, number][] {
  const found: [number, number][] = [];
  if (passage === '') return found;
  for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + passage.length)) found.push([at, at + passage.length]);
  return found;
}
