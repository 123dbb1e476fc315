import type { Checkpoint } from '../core/linalg/matrix';
import { MemorySource } from '../formats/memorySource';
import { openCatalogue } from '../formats/open';
import type { CheckpointFindings, CheckpointRequest } from '../shared/service';
import { checkpointFindings } from './checkpointFindings';
import { openFile } from './fileSource';

/**
 * Opens a checkpoint, analyses its recurrences and closes it.
 * @throws FormatError with a sentence for people, where it cannot be opened.
 */
export async function answerCheckpoint(
  { file, options, tensor }: CheckpointRequest,
  checkpoint?: Checkpoint,
): Promise<CheckpointFindings> {
  const wanted = { options, stepsAsked: false, tensor };
  if (!('path' in file)) {
    const source = new MemorySource(file.name, file.bytes, file.siblings);
    return checkpointFindings(source, await openCatalogue(source), wanted, checkpoint);
  }
  const source = await openFile(file.path);
  try {
    return await checkpointFindings(source, await openCatalogue(source), wanted, checkpoint);
  } finally {
    await source.close();
  }
}
