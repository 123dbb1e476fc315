import * as l10n from '@vscode/l10n';
import type { Location } from '../../core/location';
import type { Claim, EvidenceRecord } from '../../core/record';
import type { TextRange } from '../../core/textRange';
import { placeOf } from '../report/report';

/** The training of a recurrent model that nothing clips, as `--json` prints it. It has no verdict: it is a risk, no finding. */
export interface TrainingRecord extends Omit<Claim, 'stepsFrom'> {
  readonly kind: 'training';
  /** The function, variable or call that it is about. */
  readonly name: string;
  readonly framework: string;
  /** The `backward()` of a loop, or the call that sets the training up. */
  readonly location: Location;
  readonly verdict: null;
  readonly rule: 'unclipped-training';
  readonly explanation: string;
  /** What the editor offers to do about it; `null` where no edit helps. */
  readonly remedy: string | null;
}

/** What a record is made of. */
export interface UnclippedTraining {
  readonly name: string;
  readonly framework: string;
  readonly mark: TextRange;
  readonly title: string;
  readonly edits: readonly unknown[];
  readonly concern: string | null;
  readonly evidence: {
    readonly kind: 'constructor' | 'feedback' | 'name' | 'config';
    readonly what: string;
    readonly range: TextRange | null;
  } | null;
}

/** The records of what is a concern. */
export function trainingRecords(
  trainings: readonly UnclippedTraining[],
  locate: (range: TextRange) => Location,
): TrainingRecord[] {
  return trainings.flatMap(({ name, framework, mark, title, edits, concern, evidence }) =>
    concern === null || evidence === null
      ? []
      : [
          {
            kind: 'training',
            name,
            framework,
            role: 'recurrent',
            evidence: [evidenceRecord(evidence, locate)],
            location: locate(mark),
            severity: 'information',
            verdict: null,
            rule: 'unclipped-training',
            explanation: concern,
            remedy: edits.length > 0 ? title : null,
          },
        ],
  );
}

function evidenceRecord(
  { kind, what, range }: NonNullable<UnclippedTraining['evidence']>,
  locate: (range: TextRange) => Location,
): EvidenceRecord {
  const location = range && locate(range);
  const text = textOf(kind, what);
  const told = location ? l10n.t('{0}: {1}', placeOf(location), text) : text;
  return { kind, text: told, ...(location ? { location } : {}) };
}

function textOf(kind: NonNullable<UnclippedTraining['evidence']>['kind'], what: string): string {
  switch (kind) {
    case 'constructor':
      return l10n.t('{0} is a recurrent layer', what);
    case 'feedback':
      return l10n.t('{0} is fed back from step to step', what);
    case 'name':
      return l10n.t('{0} is what recurrent models are called', what);
    case 'config':
      return l10n.t('{0} chooses a recurrent cell', what);
  }
}
