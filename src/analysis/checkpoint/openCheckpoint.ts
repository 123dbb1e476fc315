import type { AnalysisOptions } from '../../core/analysis';
import type { ByteSource } from '../../formats/byteSource';
import { MemorySource } from '../../formats/memorySource';
import { openCatalog } from '../../formats/open';
import type { CheckpointPlace } from '../../shared/checkpoint';
import { openFile } from '../fileSource';
import { Checkpoint, type OwnData } from './checkpoint';
import { hintsOf } from './hints';

/** A checkpoint whose tensors can be read until it is closed. */
export interface OpenedCheckpoint {
  /** File name without folders. */
  readonly file: string;
  readonly checkpoint: Checkpoint;
  /** Why a config.json beside the file was not used, if so. */
  readonly problem: string | null;
  close(): Promise<void>;
}

/**
 * Opens a checkpoint.
 * @param options a config's sequence length takes the place of `steps` unless they were asked for as an argument
 * @param data the person's own inputs, which drive its cells
 * @throws FormatError, one sentence, for what cannot be opened
 */
export async function openCheckpoint(
  place: CheckpointPlace,
  options: AnalysisOptions,
  data: OwnData | null = null,
): Promise<OpenedCheckpoint> {
  const source = await sourceOf(place);
  const close = (): Promise<void> => source.close?.() ?? Promise.resolve();
  try {
    const catalog = await openCatalog(source);
    const { hints, problem } = await hintsOf(source, catalog);
    const checkpoint = new Checkpoint(catalog, hints, options, data);
    return { file: source.name, checkpoint, problem, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The way to a file's bytes. */
export async function sourceOf(place: CheckpointPlace): Promise<ByteSource & { close?(): Promise<void> }> {
  return place.kind === 'bytes'
    ? new MemorySource(place.name, place.bytes, place.siblings)
    : await openFile(place.path);
}
