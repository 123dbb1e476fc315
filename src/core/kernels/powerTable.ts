import type { Progress } from '../linalg/matrix';
import type { Session } from './session';
import { productOf, squaredPowers, type Entry } from './squaredPowers';

/** Matrices that a table may hold; with what else a curve needs this stays below 12 n² doubles. */
const maxEntries = 10;
/** What a third power saves in products with a vector, for each step of the curve: without it every fourth goes alone. */
const savedProducts = 20;
/** A product of matrices costs as much as so many products with vectors, per n. */
const productCost = 0.5;

/** Powers of W from which any power up to a limit is a product of few. */
export class PowerTable {
  private constructor(
    private readonly squares: readonly Entry[],
    private readonly thirds: readonly (Entry | undefined)[],
  ) {}

  /**
   * W^(2^b), and W^(3·4^d) as far as memory allows and it pays: with those a power takes a factor for each digit in base
   * four rather than for each bit.
   */
  static of(session: Session, w: Entry, steps: number, progress?: Progress): PowerTable {
    const squares = squaredPowers(session, w, steps, progress);
    const pays = savedProducts * steps > productCost * w.stored.rows;
    const thirds: Entry[] = [];
    for (let b = 0; pays && squares.length + thirds.length < maxEntries && 3 * 2 ** b <= steps; b += 2) {
      thirds.push(productOf(session, squares[b]!, squares[b + 1]!, progress));
    }
    return new PowerTable(squares, thirds);
  }

  /** The largest (‖A‖_F/‖A‖₂)² of the powers A in the table, `log2` being the norms of all powers. */
  flatness(session: Session, log2: readonly number[]): number {
    const ofPower = ({ stored, exponent }: Entry, power: number): number => {
      const norm = log2[power - 1];
      if (norm === undefined) return 1;
      let sum = 0;
      for (let i = 0; i < stored.rows; i++)
        sum += sumOfSquares(session.view(stored.address + i * stored.stride, stored.columns));
      return sum * 2 ** (2 * (exponent - norm));
    };
    return Math.max(
      ...this.squares.map((entry, b) => ofPower(entry, 2 ** b)),
      ...this.thirds.map((entry, d) => (entry ? ofPower(entry, 3 * 4 ** d) : 1)),
    );
  }

  /** The factors of W^(4q): those that W^(4q), …, W^(4q+3) share. */
  shared(q: number): Entry[] {
    const result: Entry[] = [];
    for (let d = 1; 2 * d < this.squares.length; d++)
      result.push(...this.digit(d, Math.floor(q / 4 ** (d - 1)) % 4));
    return result;
  }

  /** The factors of W^(digit·4^d), digit < 4: at most two, and one where the third power is kept. */
  digit(d: number, digit: number): Entry[] {
    const third = this.thirds[d];
    if (digit === 3 && third) return [third];
    return [
      ...(digit % 2 === 1 ? [this.squares[2 * d]!] : []),
      ...(digit >= 2 ? [this.squares[2 * d + 1]!] : []),
    ];
  }
}

function sumOfSquares(data: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! ** 2;
  return sum;
}
