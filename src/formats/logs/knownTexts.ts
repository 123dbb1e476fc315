/** Texts that come again and again in bytes, in about the same order: known without decoding them. */
export class KnownTexts {
  private readonly texts: string[] = [];
  private readonly encoded: Uint8Array[] = [];
  /** Those of one hash, as indices. */
  private readonly byHash = new Map<number, number[]>();
  /** Behind the one that was met last. */
  private next = 0;

  add(text: string): void {
    const bytes = new TextEncoder().encode(text);
    const hash = hashOf(bytes, 0, bytes.length);
    this.byHash.set(hash, [...(this.byHash.get(hash) ?? []), this.texts.length]);
    this.texts.push(text);
    this.encoded.push(bytes);
  }

  /** The text of the bytes from `from` to `to`; `undefined` where it was not added. */
  at(bytes: Uint8Array, from: number, to: number): string | undefined {
    let found = this.next;
    if (!this.isAt(found, bytes, from, to)) {
      const alike = this.byHash.get(hashOf(bytes, from, to)) ?? [];
      const index = alike.find((one) => this.isAt(one, bytes, from, to));
      if (index === undefined) return undefined;
      found = index;
    }
    this.next = found + 1 === this.texts.length ? 0 : found + 1;
    return this.texts[found];
  }

  private isAt(index: number, bytes: Uint8Array, from: number, to: number): boolean {
    const text = this.encoded[index];
    if (text?.length !== to - from) return false;
    // Names of one log begin alike.
    for (let i = text.length - 1; i >= 0; i--) if (text[i] !== bytes[from + i]) return false;
    return true;
  }
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash;
}
