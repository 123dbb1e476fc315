import * as l10n from '@vscode/l10n';
import { FormatError } from '../formatError';
import { columnsOf } from './columns';
import { recordValues, type SqlValue } from './recordValues';
import { varintAt } from './varint';

/** How every database begins. */
const magic = new TextEncoder().encode('SQLite format 3\0');
/** Levels of a tree; 2⁶⁴ rows need fewer. */
const maxDepth = 20;

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, SqlValue>>;

/** A table: its columns, that of the row ids or −1, and the page at the root of its tree. */
export interface Table {
  readonly columns: readonly string[];
  readonly idColumn: number;
  readonly root: number;
}

/** Whether bytes begin as a database of SQLite does. */
export const isDatabase = (bytes: Uint8Array): boolean =>
  bytes.length >= 100 && magic.every((byte, i) => bytes[i] === byte);

/**
 * A database of SQLite 3 in memory, read only: tables with row ids, without indices and views, and without what its writer
 * still keeps in a journal or a `-wal` file ([Hipp2004]). Nothing that a file says makes it read outside of its bytes or
 * twice through a page.
 */
export class Database {
  private readonly view: DataView;
  private readonly pageSize: number;
  /** Bytes of a page that a tree may use. */
  private readonly usable: number;
  private readonly decoder: TextDecoder;
  /** New rows are written to a file beside the database first. */
  readonly hasWriteAheadLog: boolean;
  /** By their names. */
  readonly tables: ReadonlyMap<string, Table>;

  /** @throws FormatError for what is no database, or a broken one. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly name: string,
  ) {
    if (!isDatabase(bytes)) throw this.broken();
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const size = this.view.getUint16(16);
    this.pageSize = size === 1 ? 65_536 : size;
    this.usable = this.pageSize - bytes[20]!;
    if (this.pageSize < 512 || (this.pageSize & (this.pageSize - 1)) !== 0 || this.usable < 480)
      throw this.broken();
    const encoding = [undefined, 'utf-8', 'utf-16le', 'utf-16be'][this.view.getUint32(56)];
    this.decoder = new TextDecoder(encoding ?? 'utf-8');
    this.hasWriteAheadLog = bytes[19] === 2;
    this.tables = this.schema();
  }

  /**
   * The rows of a table in the order of their ids.
   * @throws FormatError where the table is not there or the file is broken.
   */
  *rows(table: string): Generator<Row, void, void> {
    const found = this.tables.get(table);
    if (!found) throw this.broken();
    const { root, columns, idColumn } = found;
    for (const { id, values } of this.leaves(root)) {
      yield Object.fromEntries(
        columns.map((column, i) => [column, i === idColumn ? id : (values[i] ?? null)]),
      );
    }
  }

  private schema(): ReadonlyMap<string, Table> {
    const found = new Map<string, Table>();
    for (const { values } of this.leaves(1)) {
      const [type, name, , root, sql] = values;
      if (type !== 'table' || typeof name !== 'string' || typeof root !== 'number' || typeof sql !== 'string')
        continue;
      const columns = columnsOf(sql);
      if (columns) found.set(name, { root, ...columns });
    }
    return found;
  }

  /** The records of a tree, from its root page. */
  private *leaves(root: number): Generator<{ id: number; values: SqlValue[] }, void, void> {
    const seen = new Set<number>();
    const pages: { number: number; depth: number }[] = [{ number: root, depth: 0 }];
    for (let page = pages.pop(); page; page = pages.pop()) {
      const { number, depth } = page;
      const start = this.pageStart(number);
      if (seen.has(number) || depth > maxDepth) throw this.broken();
      seen.add(number);
      const head = number === 1 ? start + 100 : start;
      const type = this.bytes[head];
      const cells = this.view.getUint16(head + 3);
      const inner = type === 0x05;
      if (!inner && type !== 0x0d) throw this.broken();
      const pointers = head + (inner ? 12 : 8);
      if (pointers + 2 * cells > start + this.pageSize) throw this.broken();
      const cellAt = (i: number): number => start + this.view.getUint16(pointers + 2 * i);
      if (inner) {
        // A stack gives the last first.
        pages.push({ number: this.view.getUint32(head + 8), depth: depth + 1 });
        for (let i = cells - 1; i >= 0; i--) pages.push({ number: this.uint32(cellAt(i)), depth: depth + 1 });
      } else for (let i = 0; i < cells; i++) yield this.leaf(cellAt(i));
    }
  }

  private leaf(at: number): { id: number; values: SqlValue[] } {
    const size = this.varint(at);
    const id = this.varint(size.end);
    const payload = this.payload(id.end, size.value);
    const values = recordValues(payload, this.decoder);
    if (!values) throw this.broken();
    return { id: id.value, values };
  }

  /** A payload, of which what does not fit in the page is on a chain of others. */
  private payload(at: number, size: number): Uint8Array {
    if (size > this.bytes.length) throw this.broken();
    const most = this.usable - 35;
    let local = size;
    if (size > most) {
      const least = Math.floor(((this.usable - 12) * 32) / 255) - 23;
      local = least + ((size - least) % (this.usable - 4));
      if (local > most) local = least;
    }
    if (at + local > this.bytes.length) throw this.broken();
    if (local === size) return this.bytes.subarray(at, at + size);
    const whole = new Uint8Array(size);
    whole.set(this.bytes.subarray(at, at + local));
    let next = this.uint32(at + local);
    for (let filled = local; filled < size;) {
      const start = this.pageStart(next);
      const part = this.bytes.subarray(start + 4, start + 4 + Math.min(this.usable - 4, size - filled));
      if (part.length === 0) throw this.broken();
      whole.set(part, filled);
      filled += part.length;
      next = this.view.getUint32(start);
    }
    return whole;
  }

  private pageStart(number: number): number {
    const start = (number - 1) * this.pageSize;
    if (number < 1 || start + this.pageSize > this.bytes.length) throw this.broken();
    return start;
  }

  private uint32(at: number): number {
    if (at + 4 > this.bytes.length) throw this.broken();
    return this.view.getUint32(at);
  }

  private varint(at: number): { value: number; end: number } {
    const found = varintAt(this.bytes, at);
    if (!found) throw this.broken();
    return found;
  }

  private broken(): FormatError {
    return new FormatError(
      l10n.t('{0} is no whole SQLite database: copy it anew while nothing writes to it.', this.name),
    );
  }
}
