import type { CheckpointRecord, UnrecognizedRecord } from '../core/recurrence/records';
import type { Catalog, CatalogEntry } from '../formats/format';
import { openCatalog } from '../formats/open';
import { checkpointFindings, type Wanted } from '../analysis/checkpoint/checkpointFindings';
import { openFile } from '../analysis/fileSource';
import { messageOf } from '../present/invalidInput';
import type { FileError } from './fileReport';

/** What was found in one checkpoint, as `--json` prints it. */
export interface CheckpointReport {
  readonly file: string;
  /** The format's name; `null` when the file could not be opened. */
  readonly format: string | null;
  /** The catalog, when it was asked for. */
  readonly tensors?: readonly Pick<CatalogEntry, 'name' | 'dtype' | 'shape' | 'bytes'>[];
  readonly findings: readonly CheckpointRecord[];
  /** Tensors with a telling name and the wrong shape. */
  readonly unrecognized: readonly UnrecognizedRecord[];
  readonly errors: readonly FileError[];
  /** What was not analyzed unasked, and how to ask. */
  readonly notes: readonly string[];
  /** The file could not be opened, or it has no such tensor: exit status 2. */
  readonly unreadable: boolean;
}

/** What is wanted of a checkpoint. */
export interface CheckpointRequest extends Wanted {
  /** List the tensors instead of analyzing them. */
  readonly list: boolean;
}

/** Opens a checkpoint and analyzes its recurrences. Never rejects: what is wrong is in `errors`. */
export async function checkpointReport(file: string, request: CheckpointRequest): Promise<CheckpointReport> {
  const empty = { file, format: null, findings: [], unrecognized: [], notes: [] };
  let source: Awaited<ReturnType<typeof openFile>> | undefined;
  try {
    source = await openFile(file);
    const catalog = await openCatalog(source);
    if (request.list) return listed(file, catalog);
    const { findings, unrecognized, errors, notes, unreadable } = await checkpointFindings(
      source,
      catalog,
      request,
    );
    return {
      file,
      format: catalog.format,
      findings,
      unrecognized,
      errors: errors.map((message) => ({ message, location: null })),
      notes,
      unreadable,
    };
  } catch (error) {
    return { ...empty, errors: [{ message: messageOf(error), location: null }], unreadable: true };
  } finally {
    await source?.close();
  }
}

function listed(file: string, { format, entries }: Catalog): CheckpointReport {
  const tensors = entries.map(({ name, dtype, shape, bytes }) => ({ name, dtype, shape, bytes }));
  return { file, format, tensors, findings: [], unrecognized: [], errors: [], notes: [], unreadable: false };
}
