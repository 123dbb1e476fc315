import * as vscode from 'vscode';

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The texts in the person's language as a data block, which no script can be smuggled out of; nothing for English. */
function textsBlock(): string {
  const { bundle } = vscode.l10n;
  if (!bundle) return '';
  return `<script type="application/json" id="texts">${JSON.stringify(bundle).replace(/</g, '\\u003c')}</script>`;
}

/** Script and style sheet of a page in `dist/webview/`. */
export type PageBundle = 'panel' | 'monitor' | 'runs' | 'checkpoint' | 'prediction';

/**
 * The page of a webview: an empty root, one script, one style sheet, nothing from anywhere else. The modules that the
 * script imports run by its nonce (HTML standard, script fetch options), so no source needs to be allowed.
 */
export function pageHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  state: object,
  nonce: string,
  bundle: PageBundle,
): string {
  const asset = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `img-src ${webview.cspSource} data:`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(vscode.env.language)}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta property="csp-nonce" content="${nonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${asset(`${bundle}.css`)}" />
    <title>Gradient Lens</title>
  </head>
  <body>
    <div id="root" data-state="${escapeAttribute(JSON.stringify(state))}"></div>
    ${textsBlock()}
    <script type="module" nonce="${nonce}" src="${asset(`${bundle}.js`)}"></script>
  </body>
</html>
`;
}
