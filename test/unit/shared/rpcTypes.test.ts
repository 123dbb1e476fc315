// What the compiler says of ends that keep to their services, and of ends that do not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';

// Bundled to out/unit/shared/rpcTypes.test.js.
const fixtures = resolve(__dirname, '..', '..', '..', 'test', 'fixtures', 'types');
const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
};

describe('the types of Rpc', function () {
  this.timeout(60_000);
  let program: ts.Program;

  before(() => {
    program = ts.createProgram(
      ['rpc.right.ts', 'rpc.wrong.ts'].map((file) => join(fixtures, file)),
      options,
    );
  });

  /** What is wrong in a file, a sentence a line of it, by the line's number. */
  function errorsIn(file: string): Map<number, string> {
    const source = program.getSourceFiles().find(({ fileName }) => basename(fileName) === file);
    assert.ok(source);
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return new Map(
      diagnostics.map(({ start = 0, messageText }) => [
        source.getLineAndCharacterOfPosition(start).line + 1,
        ts.flattenDiagnosticMessageText(messageText, ' '),
      ]),
    );
  }

  it('let ends that keep to their services compile', () => {
    assert.deepEqual([...errorsIn('rpc.right.ts')], []);
  });

  it('find a missing, an extra and a mistyped method, served or called, where it stands', () => {
    const errors = errorsIn('rpc.wrong.ts');
    const lines = readFileSync(join(fixtures, 'rpc.wrong.ts'), 'utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      const words = /[;,] \/\/ error: (.+)$/.exec(line)?.[1];
      const said = errors.get(index + 1);
      if (words === undefined) assert.equal(said, undefined, `line ${index + 1}: ${line}`);
      else assert.ok(said?.includes(words), `line ${index + 1} expects “${words}”, not “${said ?? ''}”`);
    }
    assert.ok(errors.size >= 16, `${errors.size} errors`);
  });
});
