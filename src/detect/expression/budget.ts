import { ExpressionError, type MatrixLimits } from './expression';
import * as l10n from '@vscode/l10n';

const defaultSize = 1024;
/** A second or two of work. */
const defaultWork = 4e9;
/** The sum of all matrices on the way, in entries: 256 MiB. */
const defaultEntries = 2 ** 25;

/** What an expression may still use. It is asked before anything is allocated or computed. */
export class Budget {
  private readonly maxSize: number;
  private work: number;
  private entries = defaultEntries;

  constructor({ maxSize = defaultSize, maxWork = defaultWork }: MatrixLimits = {}) {
    this.maxSize = maxSize;
    this.work = maxWork;
  }

  /** Asks for a matrix. */
  allocate(rows: number, columns: number): void {
    if (![rows, columns].every((n) => Number.isInteger(n) && n >= 1)) {
      throw new ExpressionError(l10n.t('A size must be a whole number of at least 1.'));
    }
    if (rows > this.maxSize || columns > this.maxSize) {
      throw new ExpressionError(
        l10n.t(
          '{0} × {1} is too large; the limit is {2} rows and columns.',
          format(rows),
          format(columns),
          format(this.maxSize),
        ),
      );
    }
    this.entries -= rows * columns;
    if (this.entries < 0)
      throw new ExpressionError(l10n.t('The matrices are too large together; use smaller ones.'));
  }

  /** Asks for so many multiplications. */
  spend(multiplications: number): void {
    this.work -= multiplications;
    if (this.work < 0) {
      throw new ExpressionError(
        l10n.t('This would take too long to compute; use smaller matrices or fewer products.'),
      );
    }
  }
}

function format(n: number): string {
  return n < 1e15 ? n.toLocaleString('en-US') : String(n);
}
