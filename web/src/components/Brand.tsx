/** The name, with the Moon as it stands tonight. */

import { computeSky, litMoonPath } from '../lib/sky';
import { text } from '../lib/text';

export function Brand() {
  const { elongation } = computeSky(new Date());
  return (
    <span className="brand">
      <svg viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">
        <circle r="10.5" />
        <path d={litMoonPath(elongation, 10.5)} />
      </svg>
      {text.brand}
    </span>
  );
}
