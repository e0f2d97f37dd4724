// The arithmetic of printing to scale. One CSS pixel of the printed map is one pixel of paper (1/96 inch); Web Mercator is
// stretched differently along the two axes, for it takes the ellipsoid for a sphere, and paper shall show neither stretch. Pure.

export const SCALES = [500, 1000, 2000, 5000, 10_000] as const;
export const PAPERS = ['a4', 'a3'] as const;

export interface Sheet {
  paper: (typeof PAPERS)[number];
  isLandscape: boolean;
  /** 500 for 1:500. */
  scale: number;
}

/** Millimetres, or pixels, or metres. */
export interface Size {
  width: number;
  height: number;
}

const PAPER_MM: Record<Sheet['paper'], [short: number, long: number]> = { a4: [210, 297], a3: [297, 420] };
const MARGIN_MM = 10;
const TITLE_MM = 15;
/** The column, or row, of the legend and the particulars, with the gap to the map. */
const ASIDE_MM = { landscape: 68, portrait: 66 };
const PIXELS_PER_MM = 96 / 25.4;
/** Pixels the world is wide at zoom 0. */
const WORLD = 512;
/** GRS 80, near enough to WGS 84. */
const RADIUS_M = 6_378_137;
const ECCENTRICITY_SQUARED = 0.00669438;

export function paperSize({ paper, isLandscape }: Sheet): Size {
  const [short, long] = PAPER_MM[paper];
  return isLandscape ? { width: long, height: short } : { width: short, height: long };
}

/** The map's share of the paper, in millimetres. */
export function mapSize(sheet: Sheet): Size {
  const { width, height } = paperSize(sheet);
  const aside = sheet.isLandscape ? { width: ASIDE_MM.landscape, height: 0 } : { width: 0, height: ASIDE_MM.portrait };
  return { width: width - 2 * MARGIN_MM - aside.width, height: height - 2 * MARGIN_MM - TITLE_MM - aside.height };
}

/** The zoom at which metres from west to east come out right, in CSS pixels of paper. */
export function printZoom(scale: number, lat: number): number {
  const { across } = radii(lat);
  return Math.log2((2 * Math.PI * across * (1000 * PIXELS_PER_MM)) / (WORLD * scale));
}

/** So much less high than it is drawn must a map be shown, for metres from south to north to come out right, too. */
export function squeeze(lat: number): number {
  const { across, along } = radii(lat);
  return along / across;
}

/** What a map must be drawn as, in CSS pixels, to be squeezed into its share of the paper. */
export function drawnSize(sheet: Sheet, lat: number): Size {
  const { width, height } = mapSize(sheet);
  return { width: width * PIXELS_PER_MM, height: (height * PIXELS_PER_MM) / squeeze(lat) };
}

/** The sheet's map on the screen's map at a zoom, in pixels. */
export function frameOnScreen(sheet: Sheet, lat: number, zoom: number): Size {
  const size = drawnSize(sheet, lat);
  const factor = 2 ** (zoom - printZoom(sheet.scale, lat));
  return { width: size.width * factor, height: size.height * factor };
}

/** The greatest zoom at which the frame fits into a space of the screen. */
export function zoomToFit(sheet: Sheet, lat: number, free: Size): number {
  const { width, height } = drawnSize(sheet, lat);
  return printZoom(sheet.scale, lat) + Math.log2(Math.min(free.width / width, free.height / height));
}

/** A round length in metres for a scale bar of at most so many millimetres. */
export function barLength(scale: number, most_mm: number): number {
  const most = (scale * most_mm) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((times) => times * power <= most) ?? 1) * power;
}

/** Metres for one unit of longitude, and of what Web Mercator makes of latitude, in radians of the map. */
function radii(lat: number): { across: number; along: number } {
  const phi = (lat * Math.PI) / 180;
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2;
  const across = (RADIUS_M / Math.sqrt(w)) * Math.cos(phi);
  const along = ((RADIUS_M * (1 - ECCENTRICITY_SQUARED)) / w ** 1.5) * Math.cos(phi);
  return { across, along };
}
