import * as l10n from '@vscode/l10n';

/**
 * An SVG picture as base64 of a PNG at twice its size. Both exports are thus one picture; the background is the
 * SVG's own, opaque.
 */
export async function pngOf(picture: string): Promise<string> {
  const image = new Image();
  // A data URL, because the page's policy allows no blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * image.naturalWidth;
  canvas.height = 2 * image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error(l10n.t('This page cannot draw pictures.'));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
