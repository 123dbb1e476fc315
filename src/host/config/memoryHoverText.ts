import type { InitialMemory, MemoryKey } from '../../core/config/initialMemory';
import { formatSteps } from '../../core/format';
import { escapeMarkdown } from '../../core/escapeMarkdown';

/** What a key of a model's config says of its memory, in Markdown of three lines. */
export function memoryHoverText({ family, meaning, memory }: MemoryKey, path: string): string {
  return [
    `**Memory horizon at the start** · ${escapeMarkdown(family)} · ${escapeMarkdown(path)}`,
    escapeMarkdown(meaning),
    ...(memory ? [`**Half-life: ${horizon(memory)}**`] : []),
  ].join('  \n');
}

function horizon({ shortest, longest }: InitialMemory): string {
  const [low, high] = [formatSteps(shortest), formatSteps(longest)];
  return low === high ? low : `${low.replace(/ steps?$/, '')} to ${high}`;
}
