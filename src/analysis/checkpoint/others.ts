import * as l10n from '@vscode/l10n';
import type { Role } from '../../core/role/role';
import type { TensorInfo } from '../../core/tensor';
import type { CatalogEntry } from '../../formats/format';
import type { Item } from './items';

/** The matrices of a checkpoint that belong to none of its items, and can be read. */
export function otherMatrices(entries: readonly CatalogEntry[], items: readonly Item[]): CatalogEntry[] {
  const taken = new Set(items.flatMap(({ row }) => row.tensors));
  return entries.filter(
    ({ name, shape, unreadable }) =>
      shape.length === 2 && Math.min(...shape) > 0 && unreadable === null && !taken.has(name),
  );
}

/** The note on the square ones among them, which somebody may want to take as recurrent. */
export function otherNotes(others: readonly TensorInfo[], roles: ReadonlyMap<string, Role>): string[] {
  const squares = others.filter(
    ({ name, shape: [rows, columns] }) => rows === columns && rows! > 1 && roles.get(name) !== 'data',
  );
  const [first] = squares;
  if (!first) return [];
  return [
    squares.length === 1
      ? l10n.t(
          '{0} is square and nothing shows that it recurs; --all lists its figures, --tensor NAME takes it as recurrent',
          first.name,
        )
      : l10n.t(
          '{0} matrices are square and nothing shows that they recur; --all lists their figures, --tensor NAME takes one as recurrent',
          squares.length,
        ),
  ];
}
