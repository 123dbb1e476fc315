/** Style sheets are imported for their effect: esbuild gathers them in panel.css. */
declare module '*.css';
