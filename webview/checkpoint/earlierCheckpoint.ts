import * as l10n from '@vscode/l10n';
import type { CheckpointItem, CheckpointSummary, QuickFigures } from '../../src/shared/checkpoint';
import type { Comparison } from '../../src/shared/checkpointEditor';
import type { Host } from './host';
import { QuickStream } from './stream';

/** The earlier checkpoint of the same model, with the figures of the layers that both have, as they arrive. */
export class EarlierCheckpoint {
  private readonly figures = new Map<string, QuickFigures>();
  private readonly stream: QuickStream;

  /** @param own the items of the checkpoint it is compared with */
  constructor(
    private readonly comparison: Comparison & { readonly items: readonly CheckpointItem[] },
    private readonly own: readonly CheckpointItem[],
    { host, onFigures }: { readonly host: Host; readonly onFigures: () => void },
  ) {
    const keys = new Set(own.map(({ key }) => key));
    const common = comparison.items.filter(({ key, unasked }) => unasked && keys.has(key));
    this.stream = new QuickStream(common, {
      ask: ({ index }) => host.call('quick', { side: 'other', index }),
      onOutcome: ({ key }, outcome) => {
        if ('figures' in outcome) this.figures.set(key, outcome.figures);
        onFigures();
      },
      onProgress: () => undefined,
    });
  }

  /** Asks for the figures of all common layers. */
  run(): Promise<void> {
    return this.stream.run();
  }

  stop(): void {
    this.stream.stop();
  }

  figuresOf(item: CheckpointItem): QuickFigures | undefined {
    return this.figures.get(item.key);
  }

  /** Which file is earlier, which later, and how much they have in common. */
  note({ file }: CheckpointSummary): string {
    const { summary: other, items } = this.comparison;
    const keys = new Set(items.map(({ key }) => key));
    const common = this.own.filter(({ key }) => keys.has(key)).length;
    return common === 0
      ? l10n.t(
          '{0} has no layer of the same name as {1}: compare checkpoints of the same model.',
          other.file,
          file,
        )
      : l10n.t(
          'Before: {0}. After: {1}. {2} of {3} layers are in both.',
          other.file,
          file,
          common,
          this.own.length,
        );
  }
}
