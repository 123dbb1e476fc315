import type { PlotTheme } from '../../present/plot/theme';

/** Of pictures that stand alone, on white whatever is around them. */
export const theme: PlotTheme = {
  highContrast: false,
  colors: {
    foreground: '#1f2328',
    muted: '#59636e',
    background: '#ffffff',
    lines: '#d1d9e0',
    red: '#b3261e',
    yellow: '#8a4b00',
    green: '#116329',
    blue: '#0550ae',
    purple: '#6639ba',
  },
  fontFamily: 'sans-serif',
};
