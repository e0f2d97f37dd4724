// Networks: press a pipe to see what hangs together with it up to closed valves; press a valve to open or close it.

import { html, nothing } from 'lit';
import type { Hit } from '../../kit/map/hits.ts';
import type { Picked } from '../../kit/map/map-view.ts';
import { showTraced } from '../../kit/map/traced.ts';
import { learn, say } from '../../kit/page/text.ts';
import texts from 'virtual:catalogue/network';
import { send, whole, type Paged } from '../../kit/server/ask.ts';
import { SubjectViewer } from '../../kit/viewer/subject-viewer.ts';
import { traced, type Trace } from './trace.ts';

learn(texts);

/** Networks are what this map is about; what is planned lies quietly under them. A link may say otherwise. */
const USUAL: readonly [string, number][] = [
  ['network_edges', 1],
  ['network_nodes', 1],
  ['network_devices', 1],
  ['zones', 0.25],
  ['plan_zones', 0.25],
];

interface NetworkList extends Paged {
  networks: { name: string; edges: number; nodes: number; strayDeviceCount: number }[];
}

interface Valve {
  id: number;
  network: string;
  code: string;
  position: string;
}

export class NetworkApp extends SubjectViewer {
  static override properties = {
    ...SubjectViewer.properties,
    list: { state: true },
    trace: { state: true },
    valve: { state: true },
  };
  protected override readonly heading = 'web-network';
  private list: NetworkList | undefined;
  private trace?: Trace;
  /** What was pressed: asked anew whenever something may have changed. */
  private place: { network: string; from: number } | undefined;
  private valve?: Valve;
  /** The trace that is under way: one at a time. */
  private tracing = new AbortController();

  constructor() {
    super('network', 'planning');
    for (const [layer, strength] of USUAL) if (!this.view.layers.has(layer)) this.view.layers.set(layer, strength);
  }

  /** What was traced is traced anew: a valve may have been turned meanwhile. */
  protected override async read(signal: AbortSignal): Promise<void> {
    const join = (all: NetworkList, page: NetworkList): NetworkList => ({ ...page, networks: [...all.networks, ...page.networks] });
    this.list = await whole('/v1/networks?limit=1000&f=json', signal, join);
    await this.follow();
  }

  protected override picked({ hits }: Picked): void {
    const valve = hits.find(({ layer, id }) => layer === 'network_devices' && id !== undefined);
    const pipe = hits.find(({ layer, id }) => layer === 'network_edges' && id !== undefined);
    this.valve = valve && valveOf(valve);
    if (valve || pipe?.id === undefined) return;
    this.place = { network: String(pipe.fields.mang), from: pipe.id };
    void this.attempt(() => this.follow());
  }

  protected override content(): unknown {
    return html`${this.turning()}${this.traced()}${this.networks()}`;
  }

  private turning(): unknown {
    if (!this.valve) return nothing;
    const { code, position } = this.valve;
    const next = position === 'closed' ? 'open' : 'closed';
    return html`<section data-valve><h3>${say('web-network-valve', { code })}</h3>
      <p>${say(position === 'closed' ? 'web-network-is-closed' : 'web-network-is-open')}</p>
      ${this.session?.signed_in ? html`<button type="button" class="button" @click=${() => this.turnValve(next)}>${say(`web-network-turn-${next}`)}</button>` : nothing}
    </section>`;
  }

  private traced(): unknown {
    if (!this.trace) return html`<p>${say('web-network-hint')}</p>`;
    const { edges, nodes, closed } = this.trace;
    return html`<section data-trace><h3>${say('web-network-trace')}</h3>
      <p>${say('web-network-reached', { edges: edges.length, nodes: nodes.length })}</p>
      <p>${closed.length === 0 ? say('web-network-nothing-closed') : say('web-network-closed', { count: closed.length })}</p></section>`;
  }

  private networks(): unknown {
    if (!this.list) return nothing;
    if (this.list.networks.length === 0) return html`<p>${say('web-network-empty')}</p>`;
    const one = ({ name, edges, nodes, strayDeviceCount }: NetworkList['networks'][number]) => html`<li><h3>${name}</h3>
      <p>${say('web-network-size', { edges, nodes })}</p>
      ${strayDeviceCount > 0 ? html`<p>${say('web-network-stray', { count: strayDeviceCount })}</p>` : nothing}</li>`;
    return html`<ul class="register">${this.list.networks.map(one)}</ul>`;
  }

  protected override leave(): void {
    this.tracing.abort();
    this.place = undefined;
    this.valve = undefined;
    this.trace = undefined;
  }

  private async follow(): Promise<void> {
    if (!this.place) return;
    const { network, from } = this.place;
    this.tracing.abort();
    this.tracing = new AbortController();
    const found = await this.latest(traced(network, from, this.tracing.signal, this.trace));
    if (!found) return;
    this.trace = found;
    const { map } = this.mapView();
    const { layers, edges } = this.trace;
    const source = this.published?.layers.find(({ name }) => name === layers.edges)?.source;
    if (map && source) showTraced(map, source, layers.edges, edges);
  }

  private turnValve(position: string): void {
    const { valve } = this;
    if (!valve) return;
    void this.attempt(async () => {
      await send('POST', `/v1/networks/${encodeURIComponent(valve.network)}/devices/${valve.id}`, { position });
      this.valve = { ...valve, position };
      await this.reread();
    });
  }
}

function valveOf({ id, fields }: Hit): Valve {
  return { id: id as number, network: String(fields.mang), code: String(fields.ma ?? id), position: String(fields.vi_tri) };
}

customElements.define('network-app', NetworkApp);
