/**
 * The version of VS Code that GRADIENT_LENS_VSCODE asks the tests to run in, `1.101` or `1.101.2`; undefined where it asks for none.
 * @throws an Error that says what it takes
 */
export function askedVersion() {
  const text = process.env.GRADIENT_LENS_VSCODE;
  if (!text) {
    return undefined;
  }
  const [, minor, patch] = /^1\.(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (minor === undefined) {
    throw new Error(`GRADIENT_LENS_VSCODE takes a version of VS Code such as 1.101, not ${text}.`);
  }
  return { text, minor, patch };
}
