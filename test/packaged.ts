import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Member {
  readonly data: Uint8Array;
  /** Bytes in the archive. */
  readonly packed: number;
}
interface Package {
  readonly ensurePackage: () => Promise<void>;
  readonly membersOf: (archive: string) => Promise<ReadonlyMap<string, Member>>;
  readonly vsix: string;
  readonly unpacked: string;
}

const packing = async (): Promise<Package> =>
  // Tests run in the root of the repository.
  (await import(pathToFileURL(join(resolve('test'), 'server', 'package.mjs')).href)) as Package;

/** What is in a zip archive, by path. */
export const membersOf = async (archive: string): Promise<ReadonlyMap<string, Member>> =>
  (await packing()).membersOf(archive);

/** The .vsix of this build, packed if need be: the file, the folder where it lies unpacked, and what is in it by path. */
export async function packaged(): Promise<{
  file: string;
  folder: string;
  members: () => Promise<ReadonlyMap<string, Member>>;
}> {
  const { ensurePackage, vsix, unpacked } = await packing();
  await ensurePackage();
  return { file: vsix, folder: unpacked, members: () => membersOf(vsix) };
}
