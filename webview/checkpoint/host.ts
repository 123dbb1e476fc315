import type { CheckpointHost, CheckpointView } from '../../src/shared/checkpointEditor';
import type { Rpc } from '../../src/shared/rpc';

/** The extension host, as the editor of a checkpoint asks it. */
export type Host = Rpc<CheckpointHost, CheckpointView>;
