/**
 * A drawing on its way from the service to the page, to a file, or to pixels. In the page its colours are variables that
 * follow the theme; a file has to carry them itself, because few programs know variables.
 */

const VARIABLE = /var\((--sky-[\w-]+),\s*([^)]+)\)/g;
const VIEW_BOX = /viewBox="([^"]+)"/;
const SVG_NS = 'http://www.w3.org/2000/svg';

const OWN_STYLE = /<style>[\s\S]*?<\/style>/;

/** The drawing as an element of this document, without its own style sheet; null when it is no SVG. */
export function parsePicture(source: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(source.replace(OWN_STYLE, ''), 'image/svg+xml');
  const root = parsed.documentElement;
  if (root.namespaceURI !== SVG_NS || root.localName !== 'svg') return null;
  for (const unwanted of root.querySelectorAll('style, script, foreignObject')) unwanted.remove();
  return document.importNode(root, true) as unknown as SVGSVGElement;
}

/** Puts the colours in where the variables are; what `read` does not know keeps its light value. */
export function bakeColours(source: string, read: (variable: string) => string): string {
  return source.replace(
    VARIABLE,
    (_whole, name: string, otherwise: string) => read(name).trim() || otherwise,
  );
}

/** The drawing as a file of its own: colours baked in, a size, a background. */
export function makeFile(source: string, read: (variable: string) => string, scale = 1): string {
  const [x = '0', y = '0', width = '400', height = '400'] = VIEW_BOX.exec(source)?.[1]?.split(' ') ?? [];
  const baked = bakeColours(source, read).replace(OWN_STYLE, '');
  const paper = read('--sky-page').trim() || '#f5f0e4';
  const ground = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${paper}"/>`;
  return baked
    .replace('<svg ', `<svg width="${Number(width) * scale}" height="${Number(height) * scale}" `)
    .replace('</desc>', `</desc>${ground}`);
}

/** Pixels of a file made by `makeFile`. */
export async function paintPng(file: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no pixels'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Hands a file to the person. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
