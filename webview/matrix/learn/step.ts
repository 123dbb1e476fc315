import type { Activation } from '../../../src/core/recurrence/activation';
import type { Verdict } from '../../../src/core/verdict';
import type { MatrixExcerpt } from '../../../src/shared/excerpt';
import type { PanelModel } from '../../../src/shared/panel';
import type { TabId } from '../../../src/shared/tabs';
import type { MathNode } from '../../ui/math/node';

/** A chart that a step explains: the section `section` of a tab. */
export interface Place {
  readonly tab: TabId;
  readonly section: string;
  readonly label: string;
}

/** A gain and what it is called: the verdicts that the thresholds part. */
export interface Band {
  readonly range: MathNode;
  readonly name: string;
  readonly own: boolean;
}

/** One step of the derivation: in symbols, and with the person's own figures. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly formulas: readonly MathNode[];
  readonly own: readonly MathNode[];
  readonly ownText: readonly string[];
  readonly bands?: readonly Band[];
  readonly places: readonly Place[];
}

/** What a step is told with. */
export interface Own {
  readonly model: PanelModel;
  /** `null` where the entries could not be had. */
  readonly excerpt: MatrixExcerpt | null;
  readonly phi: Activation;
}

/** As the steps of a recurrence need it: a matrix that has powers. */
export interface OwnPower extends Own {
  readonly verdict: Verdict;
}
