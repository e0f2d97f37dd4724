// Buildings as high as they are, seen aslant: a button on the map that tilts it and raises what its storeys or metres say. Nothing of it is
// drawn, or asked of the graphics card, until somebody presses it.

import texts from 'virtual:catalogue/kit/storeys';
import type { ExpressionSpecification, IControl, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { learn, say } from '../../page/text.ts';
import { theme } from '../../page/theme.ts';
import type { StoreField, StoreLayer } from '../../server/store-layers.ts';

learn(texts);

const PREFIX = 'storeys-';
const PITCH = 55;
/** From this zoom on houses are told apart. */
const FROM = 15;
/** Metres of a storey, and of a house of which nobody says how high it is. */
const STOREY_M = 3.3;
const UNKNOWN_M = 6;
const COLOURS = { light: '#e9e3d8', dark: '#414b53' };

export class Storeys {
  isOn = false;

  /** Puts the button on a map that was drawn, and tilts it again if it was tilted before. */
  addTo(map: MapLibre, layers: readonly StoreLayer[], ground: readonly LayerSpecification[]): void {
    const holder = document.createElement('div');
    const button = document.createElement('button');
    const show = () => {
      button.setAttribute('aria-pressed', String(this.isOn));
      if (this.isOn) raise(map, layers, ground);
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
      show();
    });
    holder.append(button);
    const control: IControl = { onAdd: () => holder, onRemove: () => holder.remove() };
    map.addControl(control, 'top-right');
    // Buildings that are switched off are not raised either.
    map.on('styledata', () => this.isOn && follow(map, layers));
    show();
  }
}

function raise(map: MapLibre, layers: readonly StoreLayer[], ground: readonly LayerSpecification[]): void {
  map.setMaxPitch(PITCH + 10);
  map.setLight({ anchor: 'viewport', position: [1.2, 210, 35], intensity: theme() === 'dark' ? 0.2 : 0.32 });
  const names = map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
  for (const part of [...layers.filter(({ kind }) => kind === 'building').map(ofData), ...ground.filter(isHouse).map(ofGround)]) {
    if (!map.getLayer(part.id)) map.addLayer(part, names);
  }
  follow(map, layers);
  map.easeTo({ pitch: PITCH, zoom: Math.max(map.getZoom(), FROM + 1), duration: 600 });
}

function follow(map: MapLibre, layers: readonly StoreLayer[]): void {
  for (const { name } of layers.filter(({ kind }) => kind === 'building')) {
    if (map.getLayer(PREFIX + name)) map.setLayoutProperty(PREFIX + name, 'visibility', map.getLayer(`${name}-fill`)?.visibility ?? 'visible');
  }
}

function lower(map: MapLibre): void {
  for (const id of map.getLayersOrder()) if (id.startsWith(PREFIX)) map.removeLayer(id);
  if (map.getPitch() === 0) return void map.setMaxPitch(0);
  void map.once('pitchend', () => map.setMaxPitch(0));
  map.easeTo({ pitch: 0, duration: 400 });
}

type Raised = LayerSpecification & { type: 'fill-extrusion'; 'source-layer': string };

function ofData({ name, source, fields }: StoreLayer): Raised {
  const metres = fields.filter(({ unit }) => unit === 'm').map(({ name: field }) => ['get', field]);
  const storeys = fields.filter(isStoreys).map(({ name: field }) => ['*', STOREY_M, ['get', field]]);
  return raised(name, { source, 'source-layer': name }, ['coalesce', ...metres, ...storeys, UNKNOWN_M] as unknown as ExpressionSpecification);
}

/** No role says so yet: what is counted of a building, and has no unit, are its storeys. */
function isStoreys({ name, unit }: StoreField): boolean {
  return unit === undefined && /tang|storey|level|floor/i.test(name);
}

function ofGround(part: LayerSpecification): Raised {
  const { source, 'source-layer': name, filter } = part as Raised;
  return raised(`ground-${name}`, { source, 'source-layer': name, filter }, ['coalesce', ['get', 'height'], UNKNOWN_M]);
}

function isHouse({ id }: LayerSpecification): boolean {
  return /^ground-buildings-(?!shadow)/.test(id);
}

function raised(name: string, of: Pick<Raised, 'source' | 'source-layer' | 'filter'>, height: ExpressionSpecification): Raised {
  const paint = {
    'fill-extrusion-color': COLOURS[theme()],
    'fill-extrusion-height': ['interpolate', ['linear'], ['zoom'], FROM, 0, FROM + 0.6, ['to-number', height]],
    'fill-extrusion-opacity': 0.92,
    'fill-extrusion-vertical-gradient': true,
  };
  return { id: PREFIX + name, type: 'fill-extrusion', minzoom: FROM, ...of, paint } as unknown as Raised;
}
