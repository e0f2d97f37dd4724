// Coordinates as people here write and type them: VN-2000 with X to the north, and WGS 84.

import { locale, say } from '../page/text.ts';
import { toDegrees, type Degrees, type Grid, type GridPoint } from './vn2000.ts';

/** Between groups of digits: a point or a comma would be read as the decimal mark by somebody. */
const THIN_SPACE = '\u202f';
/** Metres a northing and an easting in Vietnam lie between; they tell the axes apart. */
const NORTHINGS = [900_000, 2_700_000] as const;
const EASTINGS = [100_000, 900_000] as const;
/** Most corners one may paste at once. */
const MOST_CORNERS = 1000;

/** 1 208 622,92 */
export function writeMetres(value: number, decimals = 2): string {
  const parts = new Intl.NumberFormat(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).formatToParts(value);
  return parts.map(({ type, value }) => (type === 'group' ? THIN_SPACE : value)).join('');
}

/** X (Bắc) = 1 208 622,92; Y (Đông) = 456 313,40 */
export function writeGridPoint([east, north]: GridPoint): string {
  return say('web-coord-grid', { north: writeMetres(north), east: writeMetres(east) });
}

/** KTT 107°45′ múi 3° */
export function writeZone({ meridian, width }: Grid): string {
  const minutes = Math.round((meridian % 1) * 60);
  const central = `${Math.floor(meridian)}°${minutes === 0 ? '' : `${String(minutes).padStart(2, '0')}′`}`;
  return width === undefined ? say('web-coord-local') : say('web-coord-zone', { meridian: central, width: String(width) });
}

/** 10.346000, 107.084300: as other maps take it, whatever the language. */
export function writeDegrees([lon, lat]: Degrees): string {
  return `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
}

/** 10°20′45.6″N 107°05′03.5″E */
export function writeSexagesimal([lon, lat]: Degrees): string {
  return `${sexagesimal(lat, 'N', 'S')} ${sexagesimal(lon, 'E', 'W')}`;
}

/** For other programs: no groups, a decimal point. */
export function copyOfGridPoint([east, north]: GridPoint): string {
  return `X=${north.toFixed(2)}; Y=${east.toFixed(2)}`;
}

/** Corners typed or pasted, a pair a line, in either order; `undefined` if a line cannot be read. */
export function readCorners(text: string, grid: Grid): Degrees[] | undefined {
  const lines = text.split('\n').filter((line) => /\d/.test(line));
  const corners = lines.slice(0, MOST_CORNERS).map((line) => readCorner(line, grid));
  return corners.length === 0 || lines.length > MOST_CORNERS || corners.includes(undefined) ? undefined : (corners as Degrees[]);
}

function readCorner(line: string, grid: Grid): Degrees | undefined {
  let numbers = readNumbers(line);
  // A corner table begins its lines with the corner's number, and may end them with a length.
  if (numbers.length > 2 && isIn(numbers[1], NORTHINGS, EASTINGS) && isIn(numbers[2], NORTHINGS, EASTINGS)) numbers = numbers.slice(1);
  const [first, second] = numbers;
  if (first === undefined || second === undefined) return undefined;
  if (isIn(first, NORTHINGS) && isIn(second, EASTINGS)) return toDegrees(grid, [second, first]);
  if (isIn(first, EASTINGS) && isIn(second, NORTHINGS)) return toDegrees(grid, [first, second]);
  if (numbers.length !== 2 || Math.abs(first) > 180 || Math.abs(second) > 180) return undefined;
  // Latitude first, as it is said; a value no latitude can have is the longitude.
  return Math.abs(first) > 90 ? [first, second] : [second, first];
}

/** The numbers of a line, with points, commas or spaces between groups of three digits. */
export function readNumbers(line: string): number[] {
  const text = line.replace(/[XYNEBĐ]\s*(\([^)]*\))?\s*[=:]/gi, ' ').replace(/[\u202f\u00a0\u2009]/g, '_');
  const separator = /[;\t|]/.test(text) ? /[;\t|]+/ : undefined;
  const parts = separator ? text.split(separator).map((part) => part.trim().replace(/\s+/g, '_')) : spaced(text);
  return parts.map(readNumber).filter((number) => !Number.isNaN(number));
}

/** "1 208 622,92 456 313,40" is two numbers: a decimal mark ends the first. */
function spaced(text: string): string[] {
  const words = text.replace(/,(?=\s)/g, ' ').trim().split(/\s+/);
  const parts: string[] = [];
  for (const word of words) {
    const last = parts.at(-1);
    const goesOn = last !== undefined && /^\d{1,3}(_\d{3})*$/.test(last) && /^\d{3}([.,]\d+)?$/.test(word);
    if (goesOn) parts[parts.length - 1] = `${last}_${word}`;
    else parts.push(word);
  }
  return parts.flatMap((part) => (/^-?\d+\.\d+,-?\d+\.\d+$/.test(part) ? part.split(',') : [part]));
}

function readNumber(text: string): number {
  const plain = text.replace(/_/g, '').replace(/[°mNE]+$/i, '');
  const marks = plain.replace(/[^.,]/g, '');
  const decimal = marks.length === 0 || (marks.length > 1 && new Set(marks).size === 1) ? '' : (marks.at(-1) as string);
  const [whole = '', fraction] = decimal === '' ? [plain] : [plain.slice(0, plain.lastIndexOf(decimal)), plain.slice(plain.lastIndexOf(decimal) + 1)];
  const digits = whole.replace(/[.,]/g, '') + (fraction === undefined ? '' : `.${fraction}`);
  return /^-?\d+(\.\d*)?$/.test(digits) ? Number(digits) : NaN;
}

function isIn(value: number | undefined, ...ranges: (readonly [number, number])[]): boolean {
  return value !== undefined && ranges.some(([least, most]) => value >= least && value <= most);
}

function sexagesimal(angle: number, positive: string, negative: string): string {
  const tenths = Math.round(Math.abs(angle) * 36_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = (tenths % 600) / 10;
  return `${Math.floor(tenths / 36_000)}°${two(Math.floor(tenths / 600) % 60)}′${seconds < 10 ? '0' : ''}${seconds.toFixed(1)}″${angle < 0 ? negative : positive}`;
}
