// What is kept on the phone of meters: rounds that were taken along, and readings until the server has them. Each is written before anything
// is sent, and what belongs together in one transaction.

import { DeviceDatabase } from '../../../kit/page/device-database.ts';
import type { How, Past, Verdict, Walk } from './wire.ts';

/** A round that was taken along. */
export interface KeptRound {
  network: string;
  round: string;
  walk: Walk;
  /** When it was read, RFC 3339. */
  at: string;
  /** Who took it along. */
  who: string;
  /** Who took it along is not here any more: it is shown to nobody. */
  isHidden?: boolean;
}

/** A reading that the server has not said yes to. */
export interface Reading {
  /** Drawn when it was entered: the same whenever it is sent. */
  client_id: string;
  network: string;
  round: string;
  meter: string;
  /** RFC 3339. */
  read_at: string;
  value: number;
  how: How;
  /** What the phone said to it. */
  verdict: Verdict;
  confirmed: boolean;
  /** As it is sent: the reason, if there is one, and what the reader typed. */
  remark?: string;
  /** Which reason it was, and what the reader typed. */
  reason?: string;
  typed?: string;
  photo?: Blob;
  /** Once the photograph is on the server. */
  photo_hash?: string;
  /** The server has lost the photograph once. */
  isPhotoAgain?: boolean;
  /** The server has not taken the photograph, and may another time. */
  isPhotoLate?: boolean;
  who: string;
  /** `asks`: the server wants it confirmed; `refused`: it takes it never as it is. */
  state: 'waits' | 'asks' | 'refused';
  /** Why, in the server's words, if it had some. */
  text?: string | undefined;
}

/** A reading that the server has, and how it stands there. */
export interface Taken {
  reading: Reading;
  stands: Past;
}

export interface Shelf {
  rounds(): Promise<KeptRound[]>;
  keepRound(round: KeptRound): Promise<void>;
  /** Changes a round; nothing if it is not there any more. */
  changeRound(network: string, round: string, changed: Partial<KeptRound>): Promise<void>;
  dropRound(network: string, round: string): Promise<void>;
  readings(): Promise<Reading[]>;
  /** Keeps a reading, in the place of another one if it corrects that. */
  add(reading: Reading, instead?: string): Promise<void>;
  /** Changes a reading; nothing if it is not there any more. */
  change(client_id: string, changed: Partial<Reading>): Promise<void>;
  drop(client_id: string): Promise<void>;
  /** Drops readings, and writes them down in the rounds that were taken along. */
  settle(taken: readonly Taken[]): Promise<void>;
}

const [ROUNDS, READINGS] = ['rounds', 'readings'] as const;
type Deed<T> = (rounds: IDBObjectStore, readings: IDBObjectStore) => IDBRequest<T> | undefined;

/** The browser's database. */
export class DeviceShelf implements Shelf {
  private readonly database = new DeviceDatabase('diaban-meters', 1, (fresh) => {
    fresh.createObjectStore(ROUNDS, { keyPath: ['network', 'round'] });
    fresh.createObjectStore(READINGS, { keyPath: 'client_id' });
  });

  rounds(): Promise<KeptRound[]> {
    return this.done<KeptRound[]>('readonly', (rounds) => rounds.getAll()).then((all) => all ?? []);
  }

  async keepRound(round: KeptRound): Promise<void> {
    await this.done('readwrite', (rounds) => rounds.put(round));
  }

  async changeRound(network: string, round: string, changed: Partial<KeptRound>): Promise<void> {
    await this.done('readwrite', (rounds) => {
      const found: IDBRequest<KeptRound | undefined> = rounds.get([network, round]);
      found.onsuccess = () => found.result && rounds.put({ ...found.result, ...changed });
      return undefined;
    });
  }

  async dropRound(network: string, round: string): Promise<void> {
    await this.done('readwrite', (rounds) => rounds.delete([network, round]));
  }

  readings(): Promise<Reading[]> {
    return this.done<Reading[]>('readonly', (_, readings) => readings.getAll()).then((all) => all ?? []);
  }

  async add(reading: Reading, instead?: string): Promise<void> {
    await this.done('readwrite', (_, readings) => {
      if (instead !== undefined) readings.delete(instead);
      return readings.put(reading);
    });
  }

  async change(client_id: string, changed: Partial<Reading>): Promise<void> {
    await this.done('readwrite', (_, readings) => {
      const found: IDBRequest<Reading | undefined> = readings.get(client_id);
      found.onsuccess = () => found.result && readings.put({ ...found.result, ...changed });
      return undefined;
    });
  }

  async drop(client_id: string): Promise<void> {
    await this.done('readwrite', (_, readings) => readings.delete(client_id));
  }

  async settle(taken: readonly Taken[]): Promise<void> {
    await this.done('readwrite', (rounds, readings) => {
      for (const { reading } of taken) readings.delete(reading.client_id);
      const keys = new Map(taken.map(({ reading: { network, round } }) => [JSON.stringify([network, round]), [network, round]]));
      for (const key of keys.values()) {
        const found: IDBRequest<KeptRound | undefined> = rounds.get(key);
        found.onsuccess = () => found.result && rounds.put({ ...found.result, walk: withTaken(found.result.walk, taken) });
      }
      return undefined;
    });
  }

  /** One transaction over both stores, carried out whole or not at all. */
  private done<T>(mode: IDBTransactionMode, deed: Deed<T>): Promise<T | undefined> {
    const both = (transaction: IDBTransaction) => deed(transaction.objectStore(ROUNDS), transaction.objectStore(READINGS));
    return this.database.carriedOut([ROUNDS, READINGS], mode, both, { durability: 'strict' });
  }
}

/** A round in which these readings stand. Pure. */
export function withTaken(walk: Walk, taken: readonly Taken[]): Walk {
  const ofWalk = taken.filter(({ reading }) => reading.network === walk.network && reading.round === walk.round);
  if (ofWalk.length === 0) return walk;
  const meters = walk.meters.map((meter) => {
    const stand = ofWalk.filter(({ reading }) => reading.meter === meter.meter).map(({ stands }) => stands);
    const fresh = stand.filter(({ read_at }) => !meter.last.some((last) => last.read_at === read_at));
    if (stand.length === 0) return meter;
    const last = [...meter.last, ...fresh].sort((one, other) => Date.parse(one.read_at) - Date.parse(other.read_at));
    return { ...meter, read: true, last: last.slice(-walk.thresholds.history) };
  });
  return { ...walk, meters };
}
