/** A drawing from the service, inside the page so that it follows the theme and can be pointed at. */

import { useLayoutEffect, useRef } from 'react';
import { text } from '../../lib/text';
import { parsePicture } from './picture';

export interface DrawingProps {
  readonly source: string | undefined;
  readonly failed: boolean;
  readonly className: string;
  readonly testId: string;
}

export function Drawing({ source, failed, className, testId }: DrawingProps) {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const picture = source === undefined ? null : parsePicture(source);
    frame.current?.replaceChildren(...(picture === null ? [] : [picture]));
  }, [source]);
  return (
    <div className={className} data-testid={testId} aria-busy={source === undefined && !failed}>
      {failed ? <p role="alert">{text.chart.drawing.failed}</p> : null}
      <div ref={frame} className="drawing" />
    </div>
  );
}
