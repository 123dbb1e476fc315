import type { Format } from '../format';

/** What the class of every `.metadata` is called in its first bytes. */
const mark = 'torch.distributed.checkpoint.metadata';

/**
 * What torch.distributed.checkpoint writes (FSDP, DTensor, `dcp.save`): `.metadata`, a pickle that says where each part of
 * each tensor stands, and `__RANK_N.distcp` files of parts. Opened through any of them.
 */
export const distributedCheckpoint: Format = {
  name: 'PyTorch distributed checkpoint',
  extensions: ['.distcp', '.metadata'],
  match: (head, _size, name = '') =>
    name.endsWith('.distcp') || new TextDecoder('latin1').decode(head.subarray(0, 256)).includes(mark),
  open: async (source) => (await import('./distributedCatalog')).openDistributed(source),
};
