import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';

/** The sentence for a file that is not as it should be. */
export function broken(source: ByteSource, what: string): FormatError {
  return new FormatError(
    l10n.t(
      '{0}: this GGUF file is broken ({1}); download it again, or open the safetensors or PyTorch file that it was converted from.',
      source.name,
      what,
    ),
  );
}
