// How zones are told apart: by colours that differ for whoever sees them otherwise, too (after Okabe and Ito, 2008); beyond them the same come again
// with dashes. Pure.

const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#5d5d5d'];

/** The colour of a zone by its place among those of its kind, and whether it is dashed. */
export function zoneLook(place: number): { colour: string; isDashed: boolean } {
  return { colour: COLOURS[place % COLOURS.length] ?? '#5d5d5d', isDashed: Math.floor(place / COLOURS.length) % 2 === 1 };
}
