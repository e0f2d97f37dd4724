// VN-2000 grids: transverse Mercator and the one pinned datum shift (EPSG:6960), both ways, to a fraction of a millimetre.
// Measures of the map are taken in these grids. Never chooses a zone by province: the data set names its own by EPSG code, and where none
// does, provinces.ts chooses.

/** Easting and northing in metres. */
export type GridPoint = [east: number, north: number];
/** Longitude and latitude in WGS 84 degrees. */
export type Degrees = [lon: number, lat: number];

export interface Grid {
  /** EPSG code; `undefined` for a grid made for a place without a VN-2000 data set. */
  code?: number;
  /** Central meridian in degrees. */
  meridian: number;
  /** Width of the zone in degrees; `undefined` without a zone. */
  width?: 3 | 6;
  /** Scale on the central meridian. */
  scale: number;
  /** True where degrees go through the shift of VN-2000. */
  isShifted: boolean;
}

const ZONES_OF_THREE: Record<number, number> = {
  5896: 102, 5897: 105, 5898: 108, 5899: 107.75, 9205: 103, 9206: 104, 9207: 104.5, 9208: 104.75, 9209: 105.5, 9210: 105.75,
  9211: 106, 9212: 106.25, 9213: 106.5, 9214: 107, 9215: 107.25, 9216: 107.5, 9217: 108.25, 9218: 108.5,
};
const ZONES_OF_SIX: Record<number, number> = { 3405: 105, 3406: 111 };

const FALSE_EASTING = 500_000;
/** Both datums use the ellipsoid of WGS 84. */
const SEMI_MAJOR = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const N = FLATTENING / (2 - FLATTENING);
const [N2, N3, N4] = [N ** 2, N ** 3, N ** 4] as const;
/** Radius of the sphere whose meridians are as long as the ellipsoid's. */
const RECTIFYING = (SEMI_MAJOR / (1 + N)) * (1 + N2 / 4 + N4 / 64);

/** Krüger's series to the fourth order: Karney, J. Geodesy 85 (2011), eq. 35–36. Sphere to plane, and back. */
const ALPHA = [
  N / 2 - (2 * N2) / 3 + (5 * N3) / 16 + (41 * N4) / 180,
  (13 * N2) / 48 - (3 * N3) / 5 + (557 * N4) / 1440,
  (61 * N3) / 240 - (103 * N4) / 140,
  (49561 * N4) / 161280,
];
const BETA = [
  N / 2 - (2 * N2) / 3 + (37 * N3) / 96 - N4 / 360,
  N2 / 48 + N3 / 15 - (437 * N4) / 1440,
  (17 * N3) / 480 - (37 * N4) / 840,
  (4397 * N4) / 161280,
];

/** EPSG:6960, position vector, VN-2000 to WGS 84: metres, seconds of arc, parts per million. */
const MOVE = [-191.90441429, -39.30318279, -111.45032835] as const;
const SECOND = Math.PI / 648_000;
const TURN = [0.00928836 * SECOND, -0.01975479 * SECOND, 0.00427372 * SECOND] as const;
const GROWTH = 1 + 0.252906278e-6;

/** The grid of a reference system written `EPSG:5899`; `undefined` if it is none of VN-2000's. */
export function gridOf(crs: string): Grid | undefined {
  const code = Number(/^EPSG:(\d+)$/i.exec(crs.trim())?.[1]);
  const three = ZONES_OF_THREE[code];
  const meridian = three ?? ZONES_OF_SIX[code];
  if (meridian === undefined) return undefined;
  return { code, meridian, width: three === undefined ? 6 : 3, scale: three === undefined ? 0.9996 : 0.9999, isShifted: true };
}

/** All zones of VN-2000 as reference systems: those of three degrees from west to east, then those of six. */
export function allZones(): Grid[] {
  const codes = [...Object.keys(ZONES_OF_THREE), ...Object.keys(ZONES_OF_SIX)];
  const zones = codes.map((code) => gridOf(`EPSG:${code}`)).filter((zone) => zone !== undefined);
  return zones.sort((a, b) => (a.width ?? 0) - (b.width ?? 0) || a.meridian - b.meridian);
}

/** The zone of three degrees around a central meridian; `undefined` if there is none. */
export function zoneAround(meridian: number): Grid | undefined {
  const code = Object.keys(ZONES_OF_THREE).find((each) => ZONES_OF_THREE[Number(each)] === meridian);
  return code === undefined ? undefined : gridOf(`EPSG:${code}`);
}

/** A true-to-scale grid around a place, for maps without a VN-2000 data set. */
export function gridAround(lon: number): Grid {
  return { meridian: Math.round(lon * 4) / 4, scale: 1, isShifted: false };
}

export function toGrid(grid: Grid, at: Degrees): GridPoint {
  const [lon, lat] = grid.isShifted ? shifted(at, toVn2000) : at;
  const [phi, lambda] = [radians(lat), radians(lon - grid.meridian)];
  const e = Math.sqrt(E2);
  const sin = Math.sin(phi);
  const t = Math.sinh(Math.atanh(sin) - e * Math.atanh(e * sin));
  const xi = Math.atan2(t, Math.cos(lambda));
  const eta = Math.asinh(Math.sin(lambda) / Math.hypot(t, Math.cos(lambda)));
  const [dXi, dEta] = series(ALPHA, xi, eta);
  const radius = grid.scale * RECTIFYING;
  return [FALSE_EASTING + radius * (eta + dEta), radius * (xi + dXi)];
}

export function toDegrees(grid: Grid, [east, north]: GridPoint): Degrees {
  const radius = grid.scale * RECTIFYING;
  const [xi, eta] = [north / radius, (east - FALSE_EASTING) / radius];
  const [dXi, dEta] = series(BETA, xi, eta);
  const [xiDash, etaDash] = [xi - dXi, eta - dEta];
  const lambda = Math.atan2(Math.sinh(etaDash), Math.cos(xiDash));
  const lat = geodetic(Math.sin(xiDash) / Math.hypot(Math.sinh(etaDash), Math.cos(xiDash)));
  const at: Degrees = [grid.meridian + degrees(lambda), degrees(lat)];
  return grid.isShifted ? shifted(at, fromVn2000) : at;
}

/** Length of a line, or around a ring that is not closed by itself, in metres of the grid. */
export function edges(points: GridPoint[], closed: boolean): number[] {
  const ends = closed && points.length > 2 ? [...points.slice(1), points[0] as GridPoint] : points.slice(1);
  return ends.map(([east, north], at) => Math.hypot(east - (points[at] as GridPoint)[0], north - (points[at] as GridPoint)[1]));
}

/** Area of a simple ring in square metres of the grid, whichever way it turns. */
export function area(points: GridPoint[]): number {
  const [first] = points;
  if (!first || points.length < 3) return 0;
  // Counted from the first corner: products of whole coordinates would lose the last digits.
  const near = points.map(([east, north]) => [east - first[0], north - first[1]] as const);
  return Math.abs(near.reduce((sum, [x, y], at) => sum + cross([x, y], near[(at + 1) % near.length] as readonly [number, number]), 0)) / 2;
}

/** The corners of a ring once each: tables and GeoJSON end a ring where it begins, and tables may say a corner twice. */
export function opened(corners: readonly Degrees[]): Degrees[] {
  const isSame = ([lon, lat]: Degrees, other: Degrees | undefined) => lon === other?.[0] && lat === other[1];
  const apart = corners.filter((corner, at) => !isSame(corner, corners[at - 1]));
  const [first] = apart;
  return first && apart.length > 3 && isSame(first, apart.at(-1)) ? apart.slice(0, -1) : apart;
}

/** True if two edges of the ring cross: then it has no area to speak of. */
export function isCrossed(points: GridPoint[]): boolean {
  const count = points.length;
  const side = (a: GridPoint, b: GridPoint, c: GridPoint) => Math.sign(cross([b[0] - a[0], b[1] - a[1]], [c[0] - a[0], c[1] - a[1]]));
  for (let first = 0; first < count; first += 1) {
    for (let second = first + 2; second < count; second += 1) {
      if (first === 0 && second === count - 1) continue;
      const [a, b, c, d] = [first, first + 1, second, second + 1].map((at) => points[at % count] as GridPoint) as [GridPoint, GridPoint, GridPoint, GridPoint];
      if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return true;
    }
  }
  return false;
}

function cross([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  return ax * by - ay * bx;
}

/** Σ c_j sin(2jζ) for ζ = ξ + iη; real and imaginary part. */
function series(c: number[], xi: number, eta: number): [number, number] {
  const term = (of: (j: number) => number) => c.reduce((sum, each, at) => sum + each * of(2 * (at + 1)), 0);
  return [term((j) => Math.sin(j * xi) * Math.cosh(j * eta)), term((j) => Math.cos(j * xi) * Math.sinh(j * eta))];
}

/** Latitude from the tangent of the conformal latitude, by Newton's method (Karney, eq. 19–21). */
function geodetic(conformal: number): number {
  const e = Math.sqrt(E2);
  let tau = conformal;
  for (let step = 0; step < 5; step += 1) {
    const sigma = Math.sinh(e * Math.atanh((e * tau) / Math.hypot(1, tau)));
    const found = tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
    tau += ((conformal - found) / Math.hypot(1, found)) * ((1 + (1 - E2) * tau * tau) / ((1 - E2) * Math.hypot(1, tau)));
  }
  return Math.atan(tau);
}

type Vector = [number, number, number];

/** Through space and back to the ellipsoid; heights are of no account at this precision. */
function shifted([lon, lat]: Degrees, by: (place: Vector) => Vector): Degrees {
  const [phi, lambda] = [radians(lat), radians(lon)];
  const radius = SEMI_MAJOR / Math.sqrt(1 - E2 * Math.sin(phi) ** 2);
  const [x, y, z] = by([radius * Math.cos(phi) * Math.cos(lambda), radius * Math.cos(phi) * Math.sin(lambda), radius * (1 - E2) * Math.sin(phi)]);
  // Bowring's formula: exact to far below a micrometre near the ellipsoid.
  const across = Math.hypot(x, y);
  const minor = SEMI_MAJOR * (1 - FLATTENING);
  const beta = Math.atan2(z * SEMI_MAJOR, across * minor);
  const above = z + (E2 / (1 - E2)) * minor * Math.sin(beta) ** 3;
  return [degrees(Math.atan2(y, x)), degrees(Math.atan2(above, across - E2 * SEMI_MAJOR * Math.cos(beta) ** 3))];
}

function fromVn2000([x, y, z]: Vector): Vector {
  const [rx, ry, rz] = TURN;
  return [MOVE[0] + GROWTH * (x - rz * y + ry * z), MOVE[1] + GROWTH * (rz * x + y - rx * z), MOVE[2] + GROWTH * (-ry * x + rx * y + z)];
}

function toVn2000(place: Vector): Vector {
  const [x, y, z] = place.map((each, axis) => (each - (MOVE[axis] as number)) / GROWTH) as Vector;
  const [rx, ry, rz] = TURN;
  return [x + rz * y - ry * z, -rz * x + y + rx * z, ry * x - rx * y + z];
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
