import * as l10n from '@vscode/l10n';
import type { InitialMemory, MemoryKey } from '../../core/config/initialMemory';
import { memoryText } from '../../present/config/memory';
import { formatSteps } from '../../present/format';
import { escapeMarkdown } from '../../present/escapeMarkdown';

/** What a key of a model's config says of its memory, in Markdown of three lines. */
export function memoryHoverText({ family, meaning, memory }: MemoryKey, path: string): string {
  return [
    l10n.t('**Memory horizon at the start** · {0} · {1}', escapeMarkdown(family), escapeMarkdown(path)),
    escapeMarkdown(memoryText(meaning)),
    ...(memory ? [l10n.t('**Half-life: {0}**', horizon(memory))] : []),
  ].join('  \n');
}

function horizon({ shortest, longest }: InitialMemory): string {
  const [low, high] = [formatSteps(shortest), formatSteps(longest)];
  return low === high ? low : l10n.t('{0} to {1}', low.replace(/ steps?$/, ''), high);
}
