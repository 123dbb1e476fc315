import { formatNumber } from '../format';
import { placeText } from './place';

/** Figures of a run; `null` where its log does not tell. */
interface Figures {
  readonly since: number | null;
  readonly stepFrom: 'logged' | 'record';
  readonly records: number;
  /** 0…1, of the logged steps. */
  readonly clipRate: number | null;
  readonly finalLoss: number | null;
}

/** Figures as a table of runs shows them; empty where there is none. */
export function runFigures({
  since,
  stepFrom,
  records,
  clipRate,
  finalLoss,
}: Figures): Readonly<Record<Exclude<keyof Figures, 'stepFrom'>, string>> {
  return {
    since: since === null ? '' : placeText(since, stepFrom),
    records: String(records),
    clipRate: clipRate === null ? '' : `${formatNumber(100 * clipRate, 2)} %`,
    finalLoss:
      finalLoss === null ? '' : Number.isFinite(finalLoss) ? formatNumber(finalLoss) : String(finalLoss),
  };
}
