import type { ConfigFamily, RecurrentConfig } from '../../../core/config/recurrentConfig';
import type { Scope } from '../scope';

/** A kind of config: what tells it by content, and what fills the model from it. */
export interface FamilyReader {
  readonly name: ConfigFamily;
  /** Whether the document is one of this family, judged by its keys and not by its file's name. */
  recognizes(scope: Scope): boolean;
  read(scope: Scope): RecurrentConfig[];
}
