import type { PlotTheme } from '../../src/present/plot/theme';

/** Colors by what they are for, each with the theme's variables in order of preference and a last resort. */
const sources = {
  foreground: ['#616161', '--vscode-foreground', '--vscode-editor-foreground'],
  muted: ['#808080', '--vscode-descriptionForeground', '--vscode-foreground'],
  background: ['#ffffff', '--vscode-editor-background'],
  lines: ['#80808080', '--vscode-charts-lines'],
  red: ['#e51400', '--vscode-charts-red'],
  // Not charts-orange: that is a translucent highlight, and absent from the high-contrast themes.
  yellow: ['#bf8803', '--vscode-charts-yellow'],
  green: ['#388a34', '--vscode-charts-green'],
  blue: ['#1a85ff', '--vscode-charts-blue'],
  purple: ['#652d90', '--vscode-charts-purple'],
  hoverBackground: ['#f3f3f3', '--vscode-editorHoverWidget-background'],
  hoverForeground: ['#616161', '--vscode-editorHoverWidget-foreground', '--vscode-foreground'],
  hoverBorder: ['#c8c8c8', '--vscode-editorHoverWidget-border', '--vscode-contrastBorder'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

type ColorName = keyof typeof sources;

/** What the charts take from VS Code's color theme. */
export interface Theme extends PlotTheme {
  readonly colors: Readonly<Record<ColorName, string>>;
}

/** The theme in force, as the computed style says. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const first = ([fallback, ...names]: readonly [string, ...string[]]): string =>
    names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== '') ?? fallback;
  return {
    highContrast: isHighContrast(),
    colors: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, first(source)]),
    ) as Record<ColorName, string>,
    fontFamily: first(['sans-serif', '--vscode-font-family']),
  };
}

/** VS Code marks the body; the media query serves the page outside it. */
function isHighContrast(): boolean {
  const { classList } = document.body;
  return (
    classList.contains('vscode-high-contrast') ||
    classList.contains('vscode-high-contrast-light') ||
    matchMedia('(forced-colors: active)').matches
  );
}

/** Calls back after each change of theme: VS Code rewrites the body's classes and the root's style. */
export function onThemeChange(listener: () => void): void {
  let waiting = false;
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    // All attributes of one change together, and no animation frame: those rest in a hidden panel.
    setTimeout(() => {
      waiting = false;
      listener();
    });
  });
  const attributeFilter = ['class', 'style', 'data-vscode-theme-kind', 'data-vscode-theme-id'];
  observer.observe(document.body, { attributes: true, attributeFilter });
  observer.observe(document.documentElement, { attributes: true, attributeFilter });
}
