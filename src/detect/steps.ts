const names = new Set([
  'seq_len',
  'seq_length',
  'sequence_length',
  'max_seq_len',
  'bptt',
  'tbptt',
  'truncated_bptt_steps',
  'unroll',
  'unroll_steps',
  'time_steps',
  'timesteps',
  'n_steps',
  'horizon',
]);

/** The most steps that are believed to be a sequence length. */
const maxSteps = 1_000_000;
const maxNameLength = 40;

/** Whether a key or variable is the conventional name of a sequence length: `seq_len`, `SEQ_LEN`, `seqLen`, `seq-len`. */
export function namesSteps(key: string): boolean {
  if (key.length > maxNameLength) return false;
  const plain = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return names.has(plain);
}

/** The number of steps that an integer literal stands for, if it is a sensible one. */
export function readSteps(source: string): number | undefined {
  if (!/^\d[\d_]{0,11}$/.test(source)) return undefined;
  const value = Number(source.replaceAll('_', ''));
  return value >= 2 && value <= maxSteps ? value : undefined;
}
