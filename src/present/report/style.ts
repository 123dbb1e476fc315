// Not translated: it writes code.
import type { PlotTheme } from '../plot/theme';

/** The look of the page: black on white and on paper, light on dark where the reader's system is dark. */
export const style = `
:root { color-scheme: light dark; --ink: #1f2328; --dim: #59636e; --line: #d1d9e0; --paper: #fff; --curve: #0550ae;
  --bad: #b3261e; --mild: #8a4b00; --good: #116329; --gone: #6639ba; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --dim: #9da7b1; --line: #3d444d; --paper: #0d1117;
  --curve: #79c0ff; --bad: #ff9a92; --mild: #e3b341; --good: #7ee787; --gone: #d2a8ff; } }
body { margin: 0 auto; padding: 1.5rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h4 { margin-bottom: 0.25rem; }
ul { margin-top: 0; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; border-top: 1px solid var(--line); }
tbody th { font-weight: 400; color: var(--dim); }
a { color: inherit; }
figure { margin: 1rem 0; } figcaption, .what, footer { color: var(--dim); font-size: 0.9rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); }
.verdict { font-weight: 600; font-size: 0.9rem; white-space: nowrap; }
.exploding { color: var(--bad); } .growing, .fading, .undetermined { color: var(--mild); }
.stable { color: var(--good); } .vanishing { color: var(--gone); }
.figure { width: 100%; max-width: 680px; height: auto; print-color-adjust: exact; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } article, figure, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; } a { text-decoration: none; } }
`;

/** The same for the pictures in it. */
export const theme: PlotTheme = {
  highContrast: false,
  fontFamily: 'system-ui, sans-serif',
  colors: {
    foreground: 'var(--ink)',
    muted: 'var(--dim)',
    background: 'var(--paper)',
    lines: 'var(--dim)',
    red: 'var(--bad)',
    yellow: 'var(--mild)',
    green: 'var(--good)',
    blue: 'var(--curve)',
    purple: 'var(--gone)',
  },
};
