import type { Progress } from '../../core/linalg/matrix';
import { openCatalog } from '../../formats/open';
import type { CheckpointFindings, CheckpointRequest } from '../../shared/service';
import { checkpointSource } from './checkpointSource';
import { checkpointFindings } from './checkpointFindings';

/**
 * Opens a checkpoint, analyzes its recurrences and closes it.
 * @throws FormatError with a sentence for people, where it cannot be opened.
 */
export async function answerCheckpoint(
  { place, options, tensor }: CheckpointRequest,
  progress?: Progress,
): Promise<CheckpointFindings> {
  const { source, close } = await checkpointSource(place);
  try {
    const wanted = { options, stepsAsked: false, tensor };
    return await checkpointFindings(source, await openCatalog(source), wanted, progress);
  } finally {
    await close();
  }
}
