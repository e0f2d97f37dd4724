// Buildings as high as they are, seen aslant: a button on the map that tilts it and raises what its storeys or metres say. Nothing of it is
// drawn, or asked of the graphics card, until somebody presses it or follows a link of who did.

import texts from 'virtual:catalogue/kit/storeys';
import type { ExpressionSpecification, IControl, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { learn, say } from '../../page/text.ts';
import { theme } from '../../page/theme.ts';
import { seamPhoto } from './photo-edge.ts';
import type { OwnParts } from '../../share/permalink.ts';
import type { StoreField, StoreLayer } from '../../server/store-layers.ts';

learn(texts);

const PREFIX = 'storeys-';
const PITCH = 55;
/** The part of the link that says so. */
const IN_LINK = '3d';
/** From this zoom on houses are told apart. */
const FROM = 15;
/** Metres of a storey, and of a house of which nobody says how high it is. */
const STOREY_M = 3.3;
const UNKNOWN_M = 6;
/** The dark line under a roof, and the roof over it, in metres: what tells one house from the next. */
const EDGE_M = 0.6;
const ROOF_M = 0.3;

/** How houses look: roofs in tints that alternate, so that neighbours of one height are told apart. */
interface Looks {
  roofs: readonly [string, string, string];
  roofOpacity: number;
  edge: string;
  walls: string;
  wallOpacity: number;
  /** How much darker what lies away from the sun is. */
  sun: number;
}

const LOOKS: Record<'light' | 'dark' | 'photo', Looks> = {
  light: { roofs: ['#f3ede2', '#e9e0d1', '#ded4c3'], roofOpacity: 0.96, edge: '#857b6b', walls: '#d3c9b8', wallOpacity: 0.96, sun: 0.4 },
  dark: { roofs: ['#6d7c87', '#627079', '#57646d'], roofOpacity: 0.96, edge: '#aebcc6', walls: '#46525b', wallOpacity: 0.96, sun: 0.3 },
  // The picture is what one wants to see: roofs let it through, walls half of it, and the edges say how high it all is.
  photo: { roofs: ['#fffaf0', '#fff0d8', '#f8e6c8'], roofOpacity: 0.26, edge: '#5c4a38', walls: '#fff0d8', wallOpacity: 0.7, sun: 0.28 },
};

export class Storeys {
  isOn = false;

  /** Puts the button on a map that was drawn, and tilts it if it was tilted before or the link says so. */
  addTo(map: MapLibre, layers: readonly StoreLayer[], ground: readonly LayerSpecification[], parts: OwnParts): void {
    const holder = document.createElement('div');
    const button = document.createElement('button');
    const show = (lasting_ms = 600) => {
      button.setAttribute('aria-pressed', String(this.isOn));
      if (this.isOn) raise(map, layers, ground, lasting_ms);
      else lower(map);
    };
    holder.className = 'maplibregl-ctrl maplibregl-ctrl-group';
    button.type = 'button';
    button.className = 'map-tool map-tool-storeys';
    button.title = say('web-storeys');
    button.setAttribute('aria-label', button.title);
    button.textContent = '3D';
    button.addEventListener('click', () => {
      this.isOn = !this.isOn;
      parts.set(IN_LINK, this.isOn ? 'on' : undefined);
      show();
    });
    // At once: what else moves the map for a link would end a slow movement.
    const heed = () => {
      const wasOn = this.isOn;
      this.isOn = parts.get(IN_LINK) !== undefined;
      if (this.isOn !== wasOn) show(0);
    };
    window.addEventListener('hashchange', heed);
    void map.once('remove', () => window.removeEventListener('hashchange', heed));
    holder.append(button);
    const control: IControl = { onAdd: () => holder, onRemove: () => holder.remove() };
    map.addControl(control, 'top-right');
    // Buildings that are switched off are not raised either.
    map.on('styledata', () => {
      if (this.isOn) follow(map, layers);
      seamPhoto(map, theme());
    });
    this.isOn = parts.get(IN_LINK) !== undefined;
    show(0);
  }
}

function raise(map: MapLibre, layers: readonly StoreLayer[], ground: readonly LayerSpecification[], lasting_ms: number): void {
  map.setMaxPitch(PITCH + 10);
  const names = map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
  for (const part of [...layers.filter(({ kind }) => kind === 'building').flatMap(ofData), ...ground.filter(isHouse).flatMap(ofGround)]) {
    if (!map.getLayer(part.id)) map.addLayer(part, names);
  }
  follow(map, layers);
  map.easeTo({ pitch: PITCH, zoom: Math.max(map.getZoom(), FROM + 1), duration: lasting_ms });
}

/** As the map is: over a picture from above all houses are raised, for their own shapes are switched off there. */
function follow(map: MapLibre, layers: readonly StoreLayer[]): void {
  const order = map.getLayersOrder();
  const isPhoto = order.some((id) => map.getLayer(id)?.type === 'raster');
  const looks = LOOKS[isPhoto ? 'photo' : theme()];
  const off = new Set(layers.filter(({ name, kind }) => kind === 'building' && !isPhoto && map.getLayer(`${name}-fill`)?.visibility === 'none').map(({ name }) => name));
  map.setLight({ anchor: 'viewport', position: [1.2, 210, 35], intensity: looks.sun });
  for (const id of order.filter((each) => each.startsWith(PREFIX))) {
    const [part = '', ...name] = id.slice(PREFIX.length).split('-');
    map.setLayoutProperty(id, 'visibility', off.has(name.join('-')) ? 'none' : 'visible');
    map.setPaintProperty(id, 'fill-extrusion-color', part === 'roof' ? tinted(looks.roofs) : looks[part === 'edge' ? 'edge' : 'walls']);
    map.setPaintProperty(id, 'fill-extrusion-opacity', part === 'roof' ? looks.roofOpacity : part === 'edge' ? 0.96 : looks.wallOpacity);
  }
}

function tinted([first, second, third]: Looks['roofs']): ExpressionSpecification {
  return ['match', ['%', ['to-number', ['id'], 0], 3], 0, first, 1, second, third];
}

function lower(map: MapLibre): void {
  for (const id of map.getLayersOrder()) if (id.startsWith(PREFIX)) map.removeLayer(id);
  if (map.getPitch() === 0) return void map.setMaxPitch(0);
  void map.once('pitchend', () => map.setMaxPitch(0));
  map.easeTo({ pitch: 0, duration: 400 });
}

type Raised = LayerSpecification & { type: 'fill-extrusion'; 'source-layer': string };

function ofData({ name, source, fields }: StoreLayer): Raised[] {
  const metres = fields.filter(({ unit }) => unit === 'm').map(({ name: field }) => ['get', field]);
  const storeys = fields.filter(isStoreys).map(({ name: field }) => ['*', STOREY_M, ['get', field]]);
  return raised(name, { source, 'source-layer': name }, ['coalesce', ...metres, ...storeys, UNKNOWN_M] as unknown as ExpressionSpecification);
}

/** No role says so yet: what is counted of a building, and has no unit, are its storeys. */
function isStoreys({ name, unit }: StoreField): boolean {
  return unit === undefined && /tang|storey|level|floor/i.test(name);
}

function ofGround(part: LayerSpecification): Raised[] {
  const { source, 'source-layer': name, filter } = part as Raised;
  return raised(`ground-${name}`, { source, 'source-layer': name, ...(filter ? { filter } : {}) }, ['coalesce', ['get', 'height'], UNKNOWN_M]);
}

function isHouse({ id }: LayerSpecification): boolean {
  return /^ground-buildings-(?!shadow)/.test(id);
}

/** What lies in front is put on the map first, so that what it hides does not show through it. */
function raised(name: string, of: Pick<Raised, 'source' | 'source-layer' | 'filter'>, told: ExpressionSpecification): Raised[] {
  const height: ExpressionSpecification = ['max', ['to-number', told], 2 * EDGE_M];
  const beneath: ExpressionSpecification = ['-', height, EDGE_M];
  return [part('roof', height, ['+', height, ROOF_M]), part('edge', beneath, height), part('walls', 0, beneath)];

  function part(which: 'roof' | 'edge' | 'walls', from: ExpressionSpecification | 0, to: ExpressionSpecification): Raised {
    const paint = { 'fill-extrusion-base': grown(from), 'fill-extrusion-height': grown(to), 'fill-extrusion-vertical-gradient': which === 'walls' };
    return { id: `${PREFIX}${which}-${name}`, type: 'fill-extrusion', minzoom: FROM, ...of, paint } as unknown as Raised;
  }
}

/** Houses rise out of the ground as one comes near. */
function grown(metres: ExpressionSpecification | 0): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], FROM, 0, FROM + 0.6, metres];
}
