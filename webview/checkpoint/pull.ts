import type { CheckpointItem, Page, TensorRow } from '../../src/shared/checkpoint';
import type { Side } from '../../src/shared/checkpointEditor';
import type { Host } from './host';

async function pull<T>(page: (from: number) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let from: number | null = 0; from !== null;) {
    const { rows, next }: Page<T> = await page(from);
    for (const row of rows) all.push(row);
    from = next;
  }
  return all;
}

/** Every tensor, page by page. */
export function pullTensors(host: Host): Promise<TensorRow[]> {
  return pull((from) => host.call('tensors', { from }));
}

/** Every item, page by page. */
export function pullItems(host: Host, side: Side): Promise<CheckpointItem[]> {
  return pull((from) => host.call('items', { side, from }));
}
