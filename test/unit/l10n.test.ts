// Every text that a person reads is in every language, and no translation is left over.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

// Bundled to out/unit/l10n.test.js.
const root = resolve(__dirname, '..', '..');
/** The command line and its server for models speak English, as other programs read them. */
const spoken = ['src', 'webview'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(root, folder, file)),
);

/** A call of `l10n.t` or `vscode.l10n.t`. */
function isTextCall(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  return name.text === 't' && /(^|\.)l10n$/.test(expression.getText());
}

/** Whether the node runs only when something calls or constructs what it stands in. */
function late(node: ts.Node): boolean {
  for (let it: ts.Node | undefined = node; it; it = it.parent as ts.Node | undefined) {
    if (ts.isFunctionLike(it)) return true;
    if (
      ts.isPropertyDeclaration(it) &&
      !it.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
    )
      return true;
  }
  return false;
}

interface Text {
  readonly key: string;
  readonly values: number | undefined;
  readonly place: string;
  readonly early: boolean;
}

/** The literal text of a call and how many values it is given (not known where they are named or spread). */
function textOf(call: ts.CallExpression, place: string): Text {
  const [message, ...values] = call.arguments;
  const early = !late(call);
  if (message && ts.isStringLiteralLike(message)) {
    const known = values.every((value) => !ts.isSpreadElement(value) && !ts.isObjectLiteralExpression(value));
    return { key: message.text, values: known ? values.length : undefined, place, early };
  }
  if (message && ts.isObjectLiteralExpression(message)) {
    const literal = (name: string): string | undefined => {
      const property = message.properties.find((it) => it.name?.getText() === name);
      if (!property || !ts.isPropertyAssignment(property)) return undefined;
      const { initializer } = property;
      const only = ts.isArrayLiteralExpression(initializer) ? initializer.elements[0] : initializer;
      return only && ts.isStringLiteralLike(only) ? only.text : undefined;
    };
    const key = literal('message');
    if (key !== undefined) {
      const comment = literal('comment');
      return { key: comment === undefined ? key : `${key}/${comment}`, values: undefined, place, early };
    }
  }
  throw new Error(`${place}: the text of l10n.t must be a literal, or nobody can translate it.`);
}

/**
 * Rooms whose sentences are for developers, for the command line alone, or names of formats' own; any other file says so itself, in
 * a line that goes with it wherever it moves.
 */
const untranslatedRooms = ['src/core/', 'src/cli/', 'src/formats/'];
const untranslatedFile = /^\/\/ Not translated: .+\.$/m;
/** Properties with words for style sheets and CSV files, the same in every language. */
const unreadProperties = new Set(['class', 'csvName', 'csvPlaceName']);

/** The words of a literal, with `{}` for values, if it reads like a sentence and is no markup. */
function sentenceOf(node: ts.Node): string | undefined {
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')
      : '';
  if (text === '') return undefined;
  const isMarkup = /^\s*<|^(?:color-mix|linear-gradient)\(/.test(text);
  return /[A-Za-z]{2,} [a-z]{2,}/.test(text) && !isMarkup ? text : undefined;
}

const texts: Text[] = [];
/** Sentences that are not looked up. */
const bare: string[] = [];
/** Those in files that say that theirs are not translated, and files that say so for nothing. */
const spared: string[] = [];
const idleMarks: string[] = [];
for (const file of spoken) {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const path = relative(root, file);
  const sentences = untranslatedFile.test(text) ? spared : bare;
  const visit = (node: ts.Node, mayBeBare: boolean): void => {
    const place = (): string => `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (isTextCall(node)) {
      texts.push(textOf(node, place()));
      for (const value of node.arguments.slice(1)) visit(value, mayBeBare);
      return;
    }
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    const sentence = sentenceOf(node);
    // The key of a table is a name.
    const isKey = !ts.isSourceFile(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    if (sentence !== undefined && !mayBeBare && !isKey) sentences.push(`${place()} ${sentence}`);
    // A RangeError or TypeError whose words stand bare is a defect of ours, and people read the reason of an InvalidInput; the
    // log is for developers.
    const isUnread =
      (ts.isNewExpression(node) &&
        /^(?:RangeError|TypeError|InvalidInput)$/.test(node.expression.getText())) ||
      (ts.isCallExpression(node) && /\blog\.(?:info|error)$/.test(node.expression.getText())) ||
      (ts.isPropertyAssignment(node) && unreadProperties.has(node.name.getText()));
    ts.forEachChild(node, (child) => {
      visit(child, mayBeBare || isUnread);
    });
  };
  visit(
    source,
    untranslatedRooms.some((room) => path.startsWith(room)),
  );
  if (sentences === spared && !spared.some((place) => place.startsWith(`${path}:`))) idleMarks.push(path);
}
const used = new Map(texts.map(({ key, place }) => [key, place]));
/** A part of an English term → what every translation of a text with it must say. */
const terms: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'zh-cn': [
    ['vanish', '消失'],
    ['explod', '爆炸'],
    ['spectral radius', '谱半径'],
    ['singular value', '奇异值'],
    ['gradient clipping', '梯度裁剪'],
  ],
};
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('texts', () => {
  it('are looked up when they are shown, for a table made while loading knows no language yet', () => {
    assert.deepEqual(
      texts.filter(({ early }) => early).map(({ place, key }) => `${place} ${key}`),
      [],
    );
  });

  it('are looked up wherever a sentence stands', () => {
    assert.deepEqual(bare, []);
    assert.deepEqual(idleMarks, [], 'files that need not say that their texts are not translated');
  });

  it('have a value for every place', () => {
    const lacking = texts.filter(
      ({ key, values }) =>
        values !== undefined &&
        placeholders(key).join() !==
          Array.from({ length: values }, (_, i) => `{${i}}`)
            .sort()
            .join(),
    );
    assert.deepEqual(
      lacking.map(({ place, key }) => `${place} ${key}`),
      [],
    );
  });

  for (const language of readdirSync(join(root, 'l10n'))) {
    describe(`in ${language}`, () => {
      const parts = readdirSync(join(root, 'l10n', language)).map((part) => ({
        part,
        entries: Object.entries(
          JSON.parse(readFileSync(join(root, 'l10n', language, part), 'utf8')) as Record<string, string>,
        ),
      }));
      const entries = parts.flatMap((part) => part.entries);
      const translated = new Map(entries);

      it('miss nothing', () => {
        const missing = [...used].filter(([key]) => !translated.has(key));
        assert.deepEqual(
          missing.map(([key, place]) => `${place} ${key}`),
          [],
        );
      });

      it('hold nothing that is not used', () => {
        const unused = parts.flatMap(({ part, entries }) =>
          entries.filter(([key]) => !used.has(key)).map(([key]) => `${part} ${key}`),
        );
        assert.deepEqual(unused, []);
      });

      it('stand once', () => {
        const keys = entries.map(([key]) => key);
        assert.deepEqual(
          keys.filter((key, i) => keys.indexOf(key) !== i),
          [],
        );
      });

      it('keep their places for values', () => {
        const differing = entries.filter(
          ([key, text]) => placeholders(key).join() !== placeholders(text).join(),
        );
        assert.deepEqual(differing, []);
      });

      it('use the terms of the field', () => {
        const strays = entries.filter(([key, text]) =>
          (terms[language] ?? []).some(
            ([term, word]) => key.toLowerCase().includes(term) && !text.includes(word),
          ),
        );
        assert.deepEqual(strays, []);
      });

      it('are in that language wherever they hold words', () => {
        const foreign = entries.filter(
          ([, text]) => !/\p{Script=Han}/u.test(text) && /[a-z]{3,} [a-z]{2,}/.test(text),
        );
        assert.deepEqual(foreign, []);
      });
    });
  }
});
