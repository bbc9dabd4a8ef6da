import { describe, expect, it } from 'vitest';
import { bakeColours, makeFile, parsePicture } from './picture';

const SOURCE =
  '<svg xmlns="http://www.w3.org/2000/svg" class="sky" viewBox="-8 -8 416 438"><title>Chart</title>' +
  '<desc>Sun in Taurus</desc><style>@media print{svg.sky{--sky-ink:#000}}</style>' +
  '<path stroke="var(--sky-ink,#1c2529)" fill="var(--sky-paper,#fbf8f0)"/></svg>';

describe('a drawing in the page', () => {
  it('leaves its own style sheet behind, so that the page’s theme decides', () => {
    const picture = parsePicture(SOURCE);
    expect(picture?.querySelector('style')).toBeNull();
    expect(picture?.querySelector('path')?.getAttribute('stroke')).toContain('--sky-ink');
  });

  it('is refused when it is something else', () => {
    expect(parsePicture('<html><body>502</body></html>')).toBeNull();
  });

  it('brings no script along', () => {
    const wicked = SOURCE.replace('<path', '<script>alert(1)</script><path');
    expect(parsePicture(wicked)?.querySelector('script')).toBeNull();
  });
});

describe('a drawing as a file', () => {
  const colours: Record<string, string> = { '--sky-ink': 'rgb(238, 231, 215)' };
  const read = (name: string): string => colours[name] ?? '';

  it('carries the colours of the theme, and the light ones where the theme has none', () => {
    const baked = bakeColours(SOURCE, read);
    expect(baked).toContain('stroke="rgb(238, 231, 215)"');
    expect(baked).toContain('fill="#fbf8f0"');
    expect(baked).not.toContain('var(');
  });

  it('has a size and a ground of its own, and keeps its words', () => {
    const file = makeFile(SOURCE, read, 2);
    expect(file).toContain('<svg width="832" height="876"');
    expect(file).toContain('<rect x="-8" y="-8" width="416" height="438" fill="#f5f0e4"/>');
    expect(file).toContain('<desc>Sun in Taurus</desc>');
    expect(file).not.toContain('<style>');
  });
});
