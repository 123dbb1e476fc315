import { listArray } from './npy';
import type { Catalog } from './format';
import { pause } from './pause';
import { catalogOf, type Listed } from './tensorList';
import type { ZipArchive } from './zip/archive';

/** Enough for the header of any array without records. */
const headerSize = 4096;
const membersPerStep = 64;

export function isNpz({ members }: ZipArchive): boolean {
  return [...members.keys()].some((name) => name.endsWith('.npy'));
}

/**
 * NumPy's zip of arrays, stored (`savez`) or deflated (`savez_compressed`).
 * @throws FormatError
 */
export async function openNpz(zip: ZipArchive): Promise<Catalog> {
  const tensors: Listed[] = [];
  for (const member of zip.members.values()) {
    if (!member.name.endsWith('.npy')) continue;
    const start = await member.start(headerSize);
    if (tensors.length % membersPerStep === 0) await pause();
    tensors.push(await listArray(start, member.name.slice(0, -4), member.size, () => member.open()));
  }
  return catalogOf(zip.source, 'NumPy zip', tensors);
}
