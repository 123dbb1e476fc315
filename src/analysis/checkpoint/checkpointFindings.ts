import type { Progress } from '../../core/linalg/matrix';
import type { CheckpointFindings, CheckpointRequest } from '../../shared/service';
import { findingsOf } from './findings';
import { openCheckpoint } from './openCheckpoint';

/**
 * Opens a checkpoint, analyzes its recurrences and closes it.
 * @throws FormatError with a sentence for people, where it cannot be opened.
 */
export async function checkpointFindings(
  { place, options, tensor }: CheckpointRequest,
  progress?: Progress,
): Promise<CheckpointFindings> {
  const opened = await openCheckpoint(place, options);
  try {
    return await findingsOf(opened, { tensor }, progress);
  } finally {
    await opened.close();
  }
}
