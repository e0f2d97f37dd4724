// Colours for layers and classes nobody has chosen a colour for. Mid tones that carry dark text at half strength.

const LAYER_COLOURS = ['#2f6f9f', '#b5651d', '#4f7f3a', '#8c4a8c', '#a34242', '#2a8c82', '#7a6a2f', '#5a5fa8'];
const CLASS_COLOURS = [
  '#e0a458', '#7fb069', '#6a9fc9', '#c57b8a', '#9a86c2', '#d9c15c',
  '#5fb0a5', '#d98a5f', '#a3b85c', '#8aa0b5', '#c58fc0', '#b59a7a',
];

export function layerColour(position: number): string {
  return LAYER_COLOURS[position % LAYER_COLOURS.length] as string;
}

/**
 * A colour for a value, by its name, so that it is mostly the same on every visit; the next free one if others have it.
 */
export function classColour(value: string, taken: readonly string[]): string {
  const start = place(value);
  const inTurn = CLASS_COLOURS.map((_, step) => CLASS_COLOURS[(start + step) % CLASS_COLOURS.length] as string);
  return inTurn.find((colour) => !taken.includes(colour)) ?? (inTurn[0] as string);
}

function place(value: string): number {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(value)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return hash % CLASS_COLOURS.length;
}
