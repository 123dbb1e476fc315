import * as l10n from '@vscode/l10n';
import { parseConfig } from '../../core/recurrence/layout/config';
import type { Hints } from '../../core/recurrence/layout/layout';
import type { ByteSource } from '../../formats/byteSource';
import type { Catalog } from '../../formats/format';

/** A larger file is not a config. */
const maxConfigBytes = 4 * 2 ** 20;

/** What stands beside a checkpoint and in its metadata, and why a config.json was not used, if so. */
export async function hintsOf(
  source: ByteSource,
  catalog: Catalog,
): Promise<{ readonly hints: Hints; readonly problem: string | null }> {
  const { metadata } = catalog;
  const beside = await source.sibling('config.json');
  if (!beside) return { hints: { metadata }, problem: null };
  if (beside.size > maxConfigBytes) {
    return {
      hints: { metadata },
      problem: l10n.t(
        'config.json next to the file has {0} bytes and was ignored: at most {1} are read',
        beside.size,
        maxConfigBytes,
      ),
    };
  }
  try {
    const text = new TextDecoder().decode(await beside.read(0, beside.size));
    return { hints: { metadata, config: parseConfig(text) }, problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      hints: { metadata },
      problem: l10n.t('config.json next to the file is not valid JSON ({0}): fix it or move it away', reason),
    };
  }
}
