// With a line or without: a burst is asked of the server, and worked out on the device if that does not answer. Findings wait here until
// they are sent. Knows no element; it tells when something is different.

import { say } from '../../../kit/page/text.ts';
import { ask, isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import { askDevice, askIsolation, networkPath, noteFinding, type AskIsolation, type Finding } from '../case/asking.ts';
import type { Burst, Isolation, State } from '../case/wire.ts';
import { stateWords } from '../case/words.ts';
import { columnsOf, STATE, stateOf, type NetworkGraph, type WireGraph } from './graph.ts';
import { allKept, forget, keep, type Area, type Waiting } from './kept.ts';
import '../texts.ts';

/** Who has the network at hand does not wait longer for a server that may be out of reach. */
const PATIENCE_MS = 5000;
const CONFLICT = 409;
/** Who wrote is not signed in any more, or may not write. */
const SIGNED_OUT = [401, 403];
/** The server may take it another time. */
const LATER = [408, 425, 429];

export class Line {
  /** The server did not answer the last question. */
  isOff = false;
  waiting: Waiting[] = [];
  /** The server did not let who is here write when findings were last sent. */
  isSignedOut = false;
  private areas: Area[] = [];
  private graphs: NetworkGraph[] = [];
  /** A graph with what waits noted in it; made anew when one of them is another. */
  private known: NetworkGraph | undefined;
  private isSending = false;
  /** Once it is known what the device has. */
  private readonly isReady: Promise<void>;

  constructor(private readonly changed: () => void) {
    this.isReady = this.begin();
  }

  /** Looks up what the device has. */
  async begin(): Promise<void> {
    [this.areas, this.graphs, this.waiting] = await Promise.all([allKept('areas'), allKept('graphs'), allKept('findings')]);
    this.known = undefined;
    this.changed();
  }

  /** What was taken along of a network. */
  areaOf(network: string): Area | undefined {
    return this.areas.find((area) => area.network === network);
  }

  /** When a network on the device was read. */
  readAt(network: string): string | undefined {
    return this.graphOf(network)?.read_at;
  }

  private graphOf(network: string): NetworkGraph | undefined {
    return this.graphs.find((graph) => graph.network === network);
  }

  private async keepGraph(graph: NetworkGraph): Promise<void> {
    [this.graphs, this.known] = [[graph, ...this.graphs.filter(({ network }) => network !== graph.network)], undefined];
    await keep('graphs', graph).catch(() => undefined);
  }

  readonly isolation: AskIsolation = async (burst, inoperable, signal) => {
    await this.isReady;
    const late = this.graphOf(burst.network) ? AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) : signal;
    try {
      const found = await askIsolation(burst, inoperable, late);
      this.turn(false);
      return found;
    } catch (trouble) {
      if (trouble instanceof Refused || (signal.aborted && isBrokenOff(trouble))) throw trouble;
      this.turn(true);
      return this.workedOut(burst, inoperable);
    }
  };

  /** Reads the network again if it is another than the one on the device. */
  async refresh(network: string, revision: number | undefined): Promise<void> {
    const graph = this.graphOf(network);
    if (!graph || revision === undefined || graph.data_revision === revision) return;
    const fresh = await ask<WireGraph>(`${networkPath(network)}/graph?f=json`).then(columnsOf, () => undefined);
    if (fresh) await this.keepGraph(fresh);
  }

  /** How a device is as far as the one in the hand knows. */
  device(network: string, id: string): State | undefined {
    const { devices } = this.graphOf(network) ?? {};
    const state = devices?.state[devices.ids.indexOf(id)];
    if (state === undefined) return undefined;
    const is = (flag: number) => (state & flag) !== 0;
    return { position: is(STATE.closed) ? 'closed' : 'open', operable: !is(STATE.stuck), accessible: !is(STATE.buried), tight: !is(STATE.leaks) };
  }

  /** Keeps a finding until there is a line; false if the device keeps nothing. */
  async note(network: string, device: string, finding: Finding, who: string | undefined): Promise<boolean> {
    const seen = this.device(network, device);
    const waits: Waiting = { network, device, finding, ...(seen ? { seen } : {}), at: new Date().toISOString(), who: who ?? this.areaOf(network)?.who ?? '' };
    const isKept = await keep('findings', waits).then(() => true, () => false);
    await this.reread();
    return isKept;
  }

  /** Sends what waits and is of who is signed in; says how many the network has now. What somebody was quicker with stays, with the server's words. */
  async send(who: string | undefined): Promise<number> {
    if (this.isSending || who === undefined) return 0;
    [this.isSending, this.isSignedOut] = [true, false];
    let sent = 0;
    try {
      for (const each of this.waiting.filter((waits) => waits.who === who && waits.refused === undefined)) if (await this.sendOne(each)) sent += 1;
    } catch {
      // No line: what is left waits.
    }
    this.isSending = false;
    await this.reread();
    return sent;
  }

  /** True of one that the network has now. What the server refuses for good stays with its words; what it may take another time waits. */
  private async sendOne(waits: Waiting): Promise<boolean> {
    try {
      const refused = await this.noted(waits);
      if (refused !== undefined) await keep('findings', { ...waits, refused });
      return refused === undefined;
    } catch (trouble) {
      if (!(trouble instanceof Refused)) throw trouble;
      this.isSignedOut ||= SIGNED_OUT.includes(trouble.status);
      if (isForGood(trouble)) await keep('findings', { ...waits, refused: trouble.sentence ?? say('web-error-remedy'), isRejected: true });
      return false;
    }
  }

  /** Notes one, if the device is still as it was seen; if somebody was quicker, the words for that. */
  private async noted(waits: Waiting): Promise<string | undefined> {
    const { network, device, finding, seen } = waits;
    const now = await askDevice(network, device);
    const flags = ({ position, ...others }: State) => stateOf({ closed: position === 'closed', ...others });
    const isOther = seen !== undefined && flags(seen) !== flags(now);
    if (isOther && !standsAs(now, finding)) return say('web-water-overtaken', { state: stateWords(now) });
    try {
      // It may have been sent before, and the page closed before it heard so: then there is nothing to add.
      if (!isOther) await noteFinding(network, device, { ...finding, at: waits.at, version: now.version });
    } catch (trouble) {
      if (trouble instanceof Refused && trouble.status === CONFLICT) return trouble.sentence ?? say('web-error-remedy');
      throw trouble;
    }
    await this.settled(waits);
    return undefined;
  }

  /** What the network has now, it has on the device, too. */
  private async settled(waits: Waiting): Promise<void> {
    const graph = this.graphOf(waits.network);
    if (graph) await this.keepGraph(withFindings(graph, [waits]));
    await this.drop(waits);
  }

  /** Sends one that was overtaken all the same, against how the device is now. */
  async insist(waits: Waiting): Promise<void> {
    const { version } = await askDevice(waits.network, waits.device);
    await noteFinding(waits.network, waits.device, { ...waits.finding, at: waits.at, version });
    await this.settled(waits);
  }

  async drop({ id }: Waiting): Promise<void> {
    if (id !== undefined) await forget('findings', id).catch(() => undefined);
    await this.reread();
  }

  private async reread(): Promise<void> {
    this.waiting = await allKept('findings');
    this.known = undefined;
    this.changed();
  }

  private turn(isOff: boolean): void {
    if (this.isOff === isOff) return;
    this.isOff = isOff;
    this.changed();
  }

  private async workedOut(burst: Burst, inoperable: readonly string[]): Promise<Isolation> {
    const graph = this.graphOf(burst.network);
    if (!graph) throw new Refused(say('web-water-no-line'), 0, undefined);
    if (this.known?.network !== burst.network) this.known = undefined;
    this.known ??= withFindings(graph, this.waiting.filter(({ isRejected }) => isRejected !== true));
    // Kept on the device with the page's other scripts.
    const { workedOut } = await import('./worked-out.ts');
    const found = workedOut(this.known, burst, inoperable);
    if (!found) throw new Refused(say('web-water-not-here'), 0, undefined);
    return found;
  }
}

/** True of a refusal that will be the same next time. A proxy, which has no sentence of ours, does not speak for the server. */
function isForGood({ status, sentence }: Refused): boolean {
  return status >= 400 && status < 500 && sentence !== undefined && ![...SIGNED_OUT, ...LATER].includes(status);
}

/** True if a device is as somebody found it to be. */
export function standsAs(now: State, { position, operable, accessible, tight }: Finding): boolean {
  const facts = [[position, now.position], [operable, now.operable], [accessible, now.accessible], [tight, now.tight]];
  return facts.every(([found, is]) => found === undefined || found === is);
}

/** The network as it is once what waits is noted. */
export function withFindings(graph: NetworkGraph, waiting: readonly Waiting[]): NetworkGraph {
  const state = [...graph.devices.state];
  for (const { network, device, finding } of waiting) {
    const at = network === graph.network ? graph.devices.ids.indexOf(device) : -1;
    if (at < 0) continue;
    const facts: [number, boolean | undefined][] = [
      [STATE.closed, finding.position === undefined ? undefined : finding.position === 'closed'],
      [STATE.stuck, finding.operable === undefined ? undefined : !finding.operable],
      [STATE.buried, finding.accessible === undefined ? undefined : !finding.accessible],
      [STATE.leaks, finding.tight === undefined ? undefined : !finding.tight],
    ];
    for (const [flag, is] of facts) if (is !== undefined) state[at] = is ? (state[at] ?? 0) | flag : (state[at] ?? 0) & ~flag;
  }
  return { ...graph, devices: { ...graph.devices, state } };
}
