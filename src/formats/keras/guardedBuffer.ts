import * as l10n from '@vscode/l10n';
/** Work beyond what the structure of any real file takes. */
export class Hdf5WorkError extends Error {}

/** Of the longest name, heap or value. */
const maxSlice = 2 ** 24;
/** Slices and entries that opening a file may take; 50,000 tensors take under a million. */
const maxWork = 5_000_000;
/** jsfive keeps each message of an object header as a map; in version 1 it takes 3 reserved bytes of each by `slice`. */
export const workOfMessage = 4;
/** FHIB blocks list up to this many others. */
const entriesOfIndirectBlock = 4096;

/**
 * The bytes of an HDF5 file for jsfive, with a budget. jsfive follows addresses as they stand, so a file whose trees lead
 * back to themselves would hold it for ever; but it takes the signature of every node that it visits by `slice`, which
 * counts here, together with the entries that the node claims.
 */
export class GuardedBuffer extends ArrayBuffer {
  #spent = { work: 0 };

  override slice(begin = 0, end = this.byteLength): GuardedBuffer {
    const from = Math.min(Math.max(begin, 0), this.byteLength);
    const length = Math.max(0, Math.min(end, this.byteLength) - from);
    if (length > maxSlice) throw new Hdf5WorkError(l10n.t('a name or value of {0} bytes', length));
    this.spend((length === 3 ? workOfMessage : 1) + length / 256);
    if (length === 4) this.spend(this.#entriesAt(from));
    const part = new GuardedBuffer(length);
    new Uint8Array(part).set(new Uint8Array(this, from, length));
    part.#spent = this.#spent;
    return part;
  }

  /** @throws Hdf5WorkError when the budget is used up. */
  spend(work: number): void {
    this.#spent.work += work;
    if (this.#spent.work > maxWork)
      throw new Hdf5WorkError(l10n.t('a structure that leads back to itself or has no end'));
  }

  /** What a node that begins here makes jsfive loop over without another slice. */
  #entriesAt(at: number): number {
    const view = new DataView(this, at);
    switch (view.getUint32(0)) {
      case 0x54524545: // TREE: u16 entries at 6
        return view.byteLength >= 8 ? view.getUint16(6, true) : 0;
      case 0x46484942: // FHIB
        return entriesOfIndirectBlock;
      case 0x46524850: // FRHP: u16 table width at 110, u16 rows at 140
        if (view.byteLength >= 142 && (view.getUint16(110, true) > 256 || view.getUint16(140, true) > 64)) {
          throw new Hdf5WorkError(l10n.t('a heap of more blocks than a file can have'));
        }
        return 1;
      default:
        return 0;
    }
  }
}
