// Colours by lightness, chroma and hue as the eye tells them apart (OKLab, Ottosson 2020), and as a deuteranope sees them.

/** Lightness 0–1 and two axes of colour. */
export type Lab = readonly [number, number, number];

/** A colour of a screen as #rrggbb; chroma is taken back until a screen can show it. */
export function colourOf(lightness: number, chroma: number, hue: number): string {
  const turn = (hue * Math.PI) / 180;
  for (let strength = chroma; ; strength -= 0.005) {
    const linear = fromLab([lightness, strength * Math.cos(turn), strength * Math.sin(turn)]);
    if (strength <= 0 || linear.every((channel) => channel > -0.0005 && channel < 1.0005)) return hex(linear);
  }
}

export function labOf(colour: string): Lab {
  return toLab(linearOf(colour));
}

/** The hue of a colour in degrees, 0–360. */
export function hueOf(colour: string): number {
  const [, a, b] = labOf(colour);
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

/** How far two colours are apart in OKLab: 0.02 is seen side by side, 0.05 across a map. */
export function apart(one: Lab, other: Lab): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** A colour as somebody without the green receptor sees it (Machado, Oliveira & Fernandes 2009, severity 1). */
export function asDeuteranope(colour: string): Lab {
  const seen = times(DEUTERANOPE, linearOf(colour)).map((channel) => Math.min(1, Math.max(0, channel)));
  return toLab(seen as unknown as Lab);
}

/** Relative luminance of WCAG 2, 0–1. */
export function luminance(colour: string): number {
  const [red, green, blue] = linearOf(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Matrix = readonly [Lab, Lab, Lab];

const DEUTERANOPE: Matrix = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]];
const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const CONES_TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const LAB_TO_CONES: Matrix = [[1, 0.3963377774, 0.2158037573], [1, -0.1055613458, -0.0638541728], [1, -0.0894841775, -1.291485548]];
const FROM_CONES: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

function times(matrix: Matrix, [x, y, z]: Lab): Lab {
  return matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Lab;
}

function toLab(linear: Lab): Lab {
  return times(CONES_TO_LAB, times(TO_CONES, linear).map(Math.cbrt) as unknown as Lab);
}

function fromLab(lab: Lab): Lab {
  return times(FROM_CONES, times(LAB_TO_CONES, lab).map((cone) => cone ** 3) as unknown as Lab);
}

function linearOf(colour: string): Lab {
  return [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as unknown as Lab;
}

function hex(linear: Lab): string {
  const digits = linear.map((channel) => {
    const bounded = Math.min(1, Math.max(0, channel));
    const written = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055;
    return Math.round(written * 255).toString(16).padStart(2, '0');
  });
  return `#${digits.join('')}`;
}
