/**
 * The kinds of things in a checkpoint that have a verdict, in the order in which they are listed. Layout, item, record, detail
 * and page use these words; `--json` prints them.
 */
export const checkpointKinds = ['cell', 'linear-recurrence', 'feedforward', 'matrix'] as const;
export type CheckpointKind = (typeof checkpointKinds)[number];

/** Everything that is told of, in a checkpoint or in a text. */
export type Kind = CheckpointKind | 'config' | 'code' | 'training';
