// What is kept on the device beside the map: the networks as data, what was kept when, and findings that wait for a line.

import { DeviceDatabase } from '../../../kit/page/device-database.ts';
import type { Finding } from '../case/asking.ts';
import type { State } from '../case/wire.ts';
import type { NetworkGraph } from './graph.ts';

/** An area somebody took along. */
export interface Area {
  network: string;
  /** When, RFC 3339. */
  at: string;
  bytes: number;
  tiles: number;
  /** Who took it along, if they may operate the network: they may note findings without a line. */
  who?: string;
}

/** A finding that is not sent yet. */
export interface Waiting {
  /** Given by the store. */
  id?: number;
  network: string;
  device: string;
  finding: Finding;
  /** How the device stood for who noted it; not known of one that is not in the network on the device. */
  seen?: State;
  /** When it was noted, RFC 3339. */
  at: string;
  who: string;
  /** Why the server did not take it, in its words. */
  refused?: string;
  /** It never will: the device is gone, or the finding makes no sense to it. Otherwise somebody was quicker. */
  isRejected?: boolean;
}

type Kept = { graphs: NetworkGraph; areas: Area; findings: Waiting };
type Store = keyof Kept;

const database = new DeviceDatabase('diaban-water', 1, (fresh) => {
  fresh.createObjectStore('graphs', { keyPath: 'network' });
  fresh.createObjectStore('areas', { keyPath: 'network' });
  fresh.createObjectStore('findings', { keyPath: 'id', autoIncrement: true });
});

/** A browser that keeps nothing has no database: then nothing is found, and keeping is refused. */
function carriedOut<T>(store: Store, mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  return database.carriedOut([store], mode, (transaction) => deed(transaction.objectStore(store)));
}

export async function allKept<S extends Store>(store: S): Promise<Kept[S][]> {
  return (await carriedOut<Kept[S][]>(store, 'readonly', (found) => found.getAll()).catch(() => undefined)) ?? [];
}

export async function keep<S extends Store>(store: S, value: Kept[S]): Promise<void> {
  await carriedOut(store, 'readwrite', (found) => found.put(value));
}

export async function forget(store: Store, key: string | number): Promise<void> {
  await carriedOut(store, 'readwrite', (found) => found.delete(key));
}
