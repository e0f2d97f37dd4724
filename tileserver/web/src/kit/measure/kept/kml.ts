// Kept shapes as KML 2.2 (OGC 07-147r2), which the map apps of phones open: degrees, a style for each colour, names as they are called. Pure.

import type { Position } from 'geojson';
import { COLOURS, type Drawn, type Shape } from './shape.ts';

/** How strong an area is filled, as on our map: a fifth. */
const FILL_ALPHA = '33';

/** All of them as a document; `about` says in words how large each is. */
export function writtenAsKml(shapes: readonly Shape[], title: string, about: (shape: Shape) => string): string {
  const styles = [...new Set(shapes.map(({ colour }) => colour))].map((colour) => {
    const line = colourOf('ff', COLOURS[colour]);
    return `<Style id="${colour}"><IconStyle><color>${line}</color></IconStyle><LineStyle><color>${line}</color><width>3</width></LineStyle>
<PolyStyle><color>${colourOf(FILL_ALPHA, COLOURS[colour])}</color></PolyStyle></Style>`;
  });
  const marks = shapes.map((shape) => `<Placemark><name>${safe(shape.name)}</name>${shape.isHidden ? '<visibility>0</visibility>' : ''}${described(about(shape))}<styleUrl>#${shape.colour}</styleUrl>${drawnIn(shape.geometry)}</Placemark>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${safe(title)}</name>
${[...styles, ...marks].join('\n')}
</Document></kml>
`;
}

function described(words: string): string {
  return words === '' ? '' : `<description>${safe(words)}</description>`;
}

function drawnIn(geometry: Drawn): string {
  if (geometry.type === 'Point') return `<Point>${coordinates([geometry.coordinates])}</Point>`;
  if (geometry.type === 'LineString') return `<LineString><tessellate>1</tessellate>${coordinates(geometry.coordinates)}</LineString>`;
  const [shell = [], ...holes] = geometry.coordinates;
  const ring = (side: 'outer' | 'inner', corners: readonly Position[]) => `<${side}BoundaryIs><LinearRing>${coordinates(corners)}</LinearRing></${side}BoundaryIs>`;
  return `<Polygon><tessellate>1</tessellate>${ring('outer', shell)}${holes.map((hole) => ring('inner', hole)).join('')}</Polygon>`;
}

/** Longitude and latitude alone: a height some file brought would lift the shape off the ground. */
function coordinates(places: readonly Position[]): string {
  return `<coordinates>${places.map(([lon, lat]) => `${lon},${lat}`).join(' ')}</coordinates>`;
}

/** KML has the channels the other way round, and how opaque it is first. */
function colourOf(alpha: string, hex: string): string {
  return alpha + hex.slice(5, 7) + hex.slice(3, 5) + hex.slice(1, 3);
}

/** Text of an XML 1.0 document: control characters have no place in it at all. */
function safe(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>]/g, (sign) => signs[sign] ?? '');
}
