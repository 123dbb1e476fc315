import * as l10n from '@vscode/l10n';
import { ZipReader } from '@zip.js/zip.js';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { pause } from '../pause';
import { quoted } from '../tensorList';
import { guarded, memberOf, type ZipMember } from './member';
import { sourceReader } from './sourceReader';
import { withZip64End } from './zip64End';

/** This runs in a worker already, and an editor's worker may not start others. */
const oneThread = { useWebWorkers: false, useCompressionStream: true };

const maxMembers = 200_000;
const membersPerStep = 512;

/** A zip file: its directory is read, its members when asked. */
export interface ZipArchive {
  readonly source: ByteSource;
  readonly members: ReadonlyMap<string, ZipMember>;
}

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[3] === head[2] + 1;
}

/**
 * Reads the directory of a zip, zip64 included.
 * @throws FormatError when it is broken or two members have the same name
 */
export async function openZip(source: ByteSource): Promise<ZipArchive> {
  const members = new Map<string, ZipMember>();
  await guarded(source, l10n.t('its directory'), async () => {
    const reader = new ZipReader(sourceReader(await withZip64End(source)), oneThread);
    // Names are labels here and never paths, so none of them can do harm.
    for await (const entry of reader.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      if (entry.directory) continue;
      if (members.has(entry.filename)) {
        throw new FormatError(
          l10n.t(
            '{0}: two members of this zip are named {1}; save it again.',
            source.name,
            quoted(entry.filename),
          ),
        );
      }
      if (members.size >= maxMembers) {
        throw new FormatError(
          l10n.t('{0}: this zip has more than {1} members; split it.', source.name, maxMembers),
        );
      }
      members.set(entry.filename, memberOf(source, entry));
      if (members.size % membersPerStep === 0) await pause();
    }
  });
  return { source, members };
}

export type { ZipMember };
