// The reader's book: readings wait here until the server has each of them, once. A reading is on the phone before anything is sent, and goes
// only when the server has said that it has it. Knows no element; it tells when something is different.

import { isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import { putPhoto, sendReadings, type SentReading } from './asking.ts';
import { DeviceShelf, withTaken, type KeptRound, type Reading, type Shelf, type Taken } from './shelf.ts';
import type { Outcome, Past, Walk } from './wire.ts';

/** Readings of one call: an answer is there before a weak line breaks. */
export const AT_ONCE = 100;
/** One page of the browser sends at a time. */
const LOCK = 'diaban-meters-send';
/** The pages of a browser tell each other under this name that the shelf is different. */
const CHANNEL = 'diaban-meters';
/** Who wrote is not signed in any more, or may not write. */
const SIGNED_OUT = [401, 403];
/** The server may take it another time. */
const LATER = [408, 425, 429];

export class Book {
  readings: Reading[] = [];
  /** The phone does not give what it keeps: what is here is as it was read last. */
  isShut = false;
  /** The server did not answer when something was sent last. */
  isOff = false;
  /** The server did not let who is here write. */
  isSignedOut = false;
  /** What the server said to a whole sending. */
  trouble: string | undefined;
  /** Readings of this visit that the server has: a round that was read before them does not show them. */
  private taken: Taken[] = [];
  private kept: KeptRound[] = [];
  private sending: Promise<number> | undefined;
  private isMore = false;
  private readonly others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  /** Once it is known what the phone has. */
  readonly isReady: Promise<void>;

  constructor(
    private readonly changed: () => void,
    private readonly shelf: Shelf = new DeviceShelf(),
  ) {
    this.isReady = this.reread();
    this.others?.addEventListener('message', () => void this.reread());
  }

  /** The one that waits of a meter, of its reader: nobody sees what somebody else entered on the same phone. */
  of(network: string, meter: string, who: string | undefined): Reading | undefined {
    return this.readings.filter((reading) => reading.network === network && reading.meter === meter && reading.who === who).sort(byMoment).at(-1);
  }

  /** Rounds that were taken along, but for those of who is not here any more. */
  get rounds(): KeptRound[] {
    return this.kept.filter(({ isHidden }) => isHidden !== true);
  }

  /** The server said who is here: what somebody else took along is hidden from now on, be there a line or not. Gives those of these rounds of
   *  which no reading waits: they are to be dropped. */
  async met(who: string | undefined): Promise<KeptRound[]> {
    await this.isReady;
    const wrong = this.kept.filter((kept) => (kept.isHidden === true) !== (kept.who !== who));
    for (const kept of wrong) await this.shelf.changeRound(kept.network, kept.round, { isHidden: kept.who !== who });
    if (wrong.length > 0) await this.told();
    const waits = (kept: KeptRound) => this.readings.some((reading) => reading.network === kept.network && reading.round === kept.round && reading.who === kept.who);
    return this.kept.filter((kept) => kept.who !== who && !waits(kept));
  }

  keptRound(network: string, round: string): KeptRound | undefined {
    return this.rounds.find((kept) => kept.network === network && kept.round === round);
  }

  /** A round with what was sent since it was read. */
  upToDate(walk: Walk): Walk {
    return withTaken(walk, this.taken);
  }

  /** Keeps a reading, in the place of one of the same reader that it corrects. Refused if the phone keeps nothing: then nothing may be said to be noted. */
  async add(reading: Reading, instead?: string): Promise<void> {
    const isOwn = this.readings.some(({ client_id, who }) => client_id === instead && who === reading.who);
    await this.shelf.add(reading, isOwn ? instead : undefined);
    await this.told();
  }

  /** Its reader looked again: it waits to be sent once more. */
  async confirm({ client_id, who: of }: Reading, who: string | undefined): Promise<void> {
    if (of !== who) return;
    await this.shelf.change(client_id, { confirmed: true, state: 'waits' });
    await this.told();
  }

  /** Its reader takes it back. */
  async drop({ client_id, who: of }: Reading, who: string | undefined): Promise<void> {
    if (of !== who) return;
    await this.shelf.drop(client_id);
    await this.told();
  }

  async keepRound(round: KeptRound): Promise<void> {
    await this.shelf.keepRound(round);
    await this.told();
  }

  async dropRound({ network, round }: KeptRound): Promise<void> {
    await this.shelf.dropRound(network, round);
    await this.told();
  }

  /** Sends what waits and is of who is signed in; says how many the server has now. */
  send(who: string | undefined): Promise<number> {
    if (who === undefined) return Promise.resolve(0);
    this.isMore = true;
    this.sending ??= this.sendWhileMore(who).finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async sendWhileMore(who: string): Promise<number> {
    let sent = 0;
    while (this.isMore) {
      this.isMore = false;
      sent += await alone(() => this.sendAll(who));
    }
    return sent;
  }

  private async sendAll(who: string): Promise<number> {
    // Read within the lock: what another page has sent is not there any more.
    const all = await this.shelf.readings().catch(() => undefined);
    if (!all) await this.reread();
    const waiting = (all ?? []).filter((each) => each.who === who && each.state === 'waits').sort(byMoment);
    if (waiting.length === 0) return 0;
    [this.isSignedOut, this.trouble] = [false, undefined];
    let sent = 0;
    try {
      for (const part of parts(waiting)) sent += await this.sendPart(part);
      this.isOff = false;
    } catch (trouble) {
      // No line: what is left waits.
      if (!isBrokenOff(trouble)) this.isOff = true;
    }
    await this.told();
    return sent;
  }

  /** Photographs first. What the server refuses as a whole waits, with its words. */
  private async sendPart(part: readonly Reading[]): Promise<number> {
    try {
      const ready: Reading[] = [];
      for (const reading of part) ready.push(...(await this.withPhoto(reading)));
      if (ready.length === 0) return 0;
      return await this.noted(ready, await sendReadings((ready[0] as Reading).network, ready.map(sentReading)));
    } catch (trouble) {
      if (!(trouble instanceof Refused)) throw trouble;
      this.isSignedOut ||= SIGNED_OUT.includes(trouble.status);
      this.trouble = trouble.sentence;
      return 0;
    }
  }

  /** The reading once its photograph is on the server; none if that is not taken, now or ever: the others do not wait for it. */
  private async withPhoto(reading: Reading): Promise<Reading[]> {
    if (!reading.photo || reading.photo_hash !== undefined) return [reading];
    try {
      const photo_hash = await putPhoto(reading.photo);
      await this.shelf.change(reading.client_id, { photo_hash, isPhotoLate: undefined, text: undefined });
      return [{ ...reading, photo_hash }];
    } catch (trouble) {
      // Who is signed out is refused all of them.
      if (!(trouble instanceof Refused) || trouble.status === 401) throw trouble;
      const refused: Partial<Reading> = isForGood(trouble) ? { state: 'refused', isPhotoLate: undefined } : { isPhotoLate: true };
      await this.shelf.change(reading.client_id, { ...refused, text: trouble.sentence });
      return [];
    }
  }

  /** Writes down what became of each; says how many the server has. */
  private async noted(sent: readonly Reading[], outcomes: readonly Outcome[]): Promise<number> {
    const taken: Taken[] = [];
    for (const reading of sent) {
      const outcome = outcomes.find(({ client_id }) => client_id === reading.client_id);
      if (!outcome) continue;
      if (outcome.outcome === 'accepted' || outcome.outcome === 'known') taken.push({ reading, stands: standing(reading, outcome) });
      else {
        const changed = answered(reading, outcome);
        this.isMore ||= changed.isPhotoAgain === true;
        await this.shelf.change(reading.client_id, changed);
      }
    }
    this.taken.push(...taken);
    await this.shelf.settle(taken);
    return taken.length;
  }

  private async told(): Promise<void> {
    this.others?.postMessage('changed');
    await this.reread();
  }

  /** Reads what the phone has. */
  async reread(): Promise<void> {
    try {
      [this.readings, this.kept] = await Promise.all([this.shelf.readings(), this.shelf.rounds()]);
      this.isShut = false;
    } catch {
      this.isShut = true;
    }
    this.changed();
  }
}

/** One page of the browser at a time, where it can tell; the server takes a reading once however often it is sent. */
function alone<T>(deed: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  return locks ? (locks.request(LOCK, deed) as Promise<T>) : deed();
}

/** By network, at most so many of each. */
function parts(readings: readonly Reading[]): Reading[][] {
  const networks = [...new Set(readings.map(({ network }) => network))];
  return networks.flatMap((network) => {
    const own = readings.filter((reading) => reading.network === network);
    return Array.from({ length: Math.ceil(own.length / AT_ONCE) }, (_, at) => own.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
  });
}

function sentReading({ client_id, meter, read_at, value, how, confirmed, remark, photo_hash }: Reading): SentReading {
  return { client_id, meter, read_at, value, how, confirmed, ...(remark === undefined ? {} : { remark }), ...(photo_hash === undefined ? {} : { photo: photo_hash }) };
}

function standing(reading: Reading, { read_at, value, verdict }: Outcome): Past {
  return { read_at: read_at ?? reading.read_at, value: value ?? reading.value, verdict: verdict ?? reading.verdict };
}

/** How a reading stands that the server did not take. A photograph that it has no longer is put once more. */
function answered(reading: Reading, { outcome, code, text, verdict }: Outcome): Partial<Reading> {
  const isLost = code === 'problem-reading-photo' && reading.photo !== undefined && reading.isPhotoAgain !== true;
  if (isLost) return { photo_hash: undefined, isPhotoAgain: true };
  return { state: outcome === 'needs_confirmation' ? 'asks' : 'refused', text, ...(verdict ? { verdict } : {}) };
}

/** True of a refusal that will be the same next time. A proxy, which has no sentence of ours, does not speak for the server. */
function isForGood({ status, sentence }: Refused): boolean {
  return status >= 400 && status < 500 && sentence !== undefined && ![...SIGNED_OUT, ...LATER].includes(status);
}

function byMoment(one: Reading, other: Reading): number {
  return Date.parse(one.read_at) - Date.parse(other.read_at);
}
