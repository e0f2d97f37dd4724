// A database of this browser that opens anew after it failed to open or was closed, as phones do to pages in the background.

export class DeviceDatabase {
  private opened: Promise<IDBDatabase> | undefined;

  constructor(
    private readonly name: string,
    private readonly version: number,
    /** Makes the stores of a database that is new. */
    private readonly furnish: (database: IDBDatabase) => void,
  ) {}

  /** One transaction over some stores, carried out whole or not at all; what the deed asked for. Where a browser keeps nothing it throws. */
  async carriedOut<T>(
    stores: readonly string[],
    mode: IDBTransactionMode,
    deed: (transaction: IDBTransaction) => IDBRequest<T> | undefined,
    options?: IDBTransactionOptions,
  ): Promise<T | undefined> {
    const transaction = this.begun(await this.open(), stores, mode, options);
    const asked = deed(transaction);
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(asked?.result);
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error);
    });
  }

  private open(): Promise<IDBDatabase> {
    if (this.opened) return this.opened;
    this.opened = new Promise((done, failed) => {
      const asked = indexedDB.open(this.name, this.version);
      asked.onupgradeneeded = () => this.furnish(asked.result);
      asked.onsuccess = () => {
        asked.result.onclose = () => this.forget();
        done(asked.result);
      };
      asked.onerror = () => failed(asked.error);
    });
    this.opened.catch(() => this.forget());
    return this.opened;
  }

  /** A database that lets nothing begin is closed, whether the browser says so or not. */
  private begun(database: IDBDatabase, stores: readonly string[], mode: IDBTransactionMode, options?: IDBTransactionOptions): IDBTransaction {
    try {
      return database.transaction([...stores], mode, options);
    } catch (trouble) {
      this.forget();
      throw trouble;
    }
  }

  private forget(): void {
    this.opened = undefined;
  }
}
