import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** What a source imports, types too. */
export interface Imports {
  /** The files, by their path from the root. */
  readonly files: readonly string[];
  /** Those of them that are loaded together with this one: neither types alone nor on demand. */
  readonly loaded: readonly string[];
  /** The packages and modules of Node, as they are named. */
  readonly packages: readonly string[];
}

/** The TypeScript sources in folders of the root, by their path from it with forward slashes. */
export function sourcesIn(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => posix.join(folder, file.replaceAll('\\', '/')))
      .filter((file) => file.endsWith('.ts')),
  );
}

/** Throws when a relative import leads to no file. */
export function importsOf(root: string, source: string): Imports {
  const text = readFileSync(join(root, source), 'utf8');
  const names = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const relative = (name: string): boolean => name.startsWith('.');
  const resolve = (name: string): string => {
    const path = posix.join(dirname(source), name);
    const found = [`${path}.ts`, path].find((file) => {
      const place = join(root, file);
      return existsSync(place) && statSync(place).isFile();
    });
    if (found === undefined) throw new Error(`${source} imports ${name}, which is no file.`);
    return found;
  };
  return {
    files: names.filter(relative).map(resolve),
    loaded: loadedBy(text).filter(relative).map(resolve),
    packages: names.filter((name) => !relative(name)),
  };
}

/** The names in the import and export statements of a text that are more than types. */
function loadedBy(text: string): string[] {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest).statements.flatMap((statement) => {
    const typesAlone = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : ts.isExportDeclaration(statement)
        ? statement.isTypeOnly
        : true;
    const { moduleSpecifier } = statement as ts.ImportDeclaration | ts.ExportDeclaration;
    return !typesAlone && moduleSpecifier && ts.isStringLiteral(moduleSpecifier)
      ? [moduleSpecifier.text]
      : [];
  });
}

/** Groups of two and more nodes that lead to each other (Tarjan's strongly connected components). */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const visit = (node: string): number => {
    order.set(node, order.size);
    let low = order.get(node)!;
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next)!);
    }
    if (low === order.get(node)) {
      const group = open.splice(open.indexOf(node));
      if (group.length > 1) cycles.push(group);
    }
    return low;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return cycles;
}
