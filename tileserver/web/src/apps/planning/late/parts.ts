// Which parts of the page come late: those nobody needs for the first answer.

/** A tool, or a tab of the panel, and where its script is. */
export const PARTS = {
  tools: () => import('./tools.ts'),
  layers: () => import('../../../kit/layers/map-layers.ts'),
  checks: () => import('./checks.ts'),
  compare: () => import('../versions/version-compare.ts'),
  keys: () => import('../../../kit/panel/key-help.ts'),
};

export type Part = keyof typeof PARTS;
