// A burst that was reported, as a pin that waits to be tapped: nothing is asked before.

import type { Map as MapLibre, Marker } from 'maplibre-gl';
import { say } from '../../../kit/page/text.ts';
import type { Degrees } from '../case/wire.ts';

export class ReportPin {
  private marker: Marker | undefined;
  private map: MapLibre | undefined;
  /** Counts wishes: while the library is loaded, another may come. */
  private wish = 0;

  /** Shows it, or nothing. */
  async show(map: MapLibre | undefined, at: Degrees | undefined, tapped: () => void): Promise<void> {
    if (this.marker && at && this.map === map) return void this.marker.setLngLat(at);
    const mine = (this.wish += 1);
    this.marker?.remove();
    this.marker = undefined;
    if (!map || !at) return;
    const { Marker: OnMap } = await import('maplibre-gl');
    if (mine !== this.wish) return;
    [this.map, this.marker] = [map, new OnMap({ element: pin(tapped), anchor: 'bottom', offset: [0, 12] }).setLngLat(at).addTo(map)];
  }
}

function pin(tapped: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'report-pin';
  button.dataset.pin = '';
  button.setAttribute('aria-label', say('web-water-reported-see'));
  const [words, dot] = [document.createElement('span'), document.createElement('span')];
  words.className = 'report-words';
  words.textContent = say('web-water-reported-tap');
  dot.className = 'report-dot';
  button.append(words, dot);
  button.addEventListener('click', (event) => {
    // The map would take it for a place that was pressed.
    event.stopPropagation();
    tapped();
  });
  return button;
}
