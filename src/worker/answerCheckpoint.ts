import type { Checkpoint } from '../core/linalg/matrix';
import { openCatalogue } from '../formats/open';
import type { CheckpointFindings, CheckpointRequest } from '../shared/service';
import { checkpointSource } from './checkpoint/checkpointSource';
import { checkpointFindings } from './checkpointFindings';

/**
 * Opens a checkpoint, analyses its recurrences and closes it.
 * @throws FormatError with a sentence for people, where it cannot be opened.
 */
export async function answerCheckpoint(
  { place, options, tensor }: CheckpointRequest,
  checkpoint?: Checkpoint,
): Promise<CheckpointFindings> {
  const { source, close } = await checkpointSource(place);
  try {
    const wanted = { options, stepsAsked: false, tensor };
    return await checkpointFindings(source, await openCatalogue(source), wanted, checkpoint);
  } finally {
    await close();
  }
}
