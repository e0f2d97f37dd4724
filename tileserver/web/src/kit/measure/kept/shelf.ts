// Where shapes are kept: a database of this browser, and of no other. Nothing of it is sent anywhere.

import { DeviceDatabase } from '../../page/device-database.ts';
import type { Shape } from './shape.ts';

const STORE = 'shapes';
/** Says that there is something on the shelf, so that a page that has nothing to draw does not load what draws it. */
const MARK = 'diaban-shapes';

const database = new DeviceDatabase('diaban-shapes', 1, (fresh) => fresh.createObjectStore(STORE, { keyPath: 'id', autoIncrement: true }));

function carriedOut<T>(mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  return database.carriedOut([STORE], mode, (transaction) => deed(transaction.objectStore(STORE)));
}

/** All shapes, in the order they were drawn. Where a browser keeps nothing, or cannot read what it keeps, it throws. */
export async function kept(): Promise<Shape[]> {
  const shapes = (await carriedOut<Shape[]>('readonly', (store) => store.getAll())) ?? [];
  mark(shapes.length > 0);
  return shapes;
}

/** Refused, as by a browser that keeps nothing, it throws. */
export async function keep(shape: Shape): Promise<number> {
  // A shape without a number gets one only if the member is not there at all.
  const { id, ...rest } = shape;
  const key = await carriedOut('readwrite', (store) => store.put(id === undefined ? rest : shape));
  mark(true);
  return key as number;
}

export async function forget(id: number): Promise<void> {
  await carriedOut('readwrite', (store) => store.delete(id));
}

/** Whether something was kept here, as far as is known without opening the database. */
export function isMarked(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false;
  }
}

function mark(isKept: boolean): void {
  try {
    if (isKept) localStorage.setItem(MARK, '1');
    else localStorage.removeItem(MARK);
  } catch {
    // Then shapes are drawn once somebody opens the list.
  }
}
