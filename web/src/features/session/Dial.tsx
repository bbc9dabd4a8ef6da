/**
 * The face of the talk: an ephemeris dial with today's Sun and Moon where they really stand, and inside it a line
 * that follows the voice. What moves is drawn by hand each frame, outside React; with reduced motion nothing turns.
 */

import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { computeSky, litMoonPath } from '../../lib/sky';
import type { Mood } from './call-machine';
import { drawRing, smoothToward } from './ring';
import { ZODIAC } from './zodiac';

const MOON_RADIUS = 62;

interface Levels {
  readonly mic: number;
  readonly agent: number;
}

/** Aries begins at the left and signs run counter-clockwise, as on a chart. */
function place(longitude: number, radius: number): { x: number; y: number } {
  const angle = Math.PI + (longitude * Math.PI) / 180;
  return { x: radius * Math.cos(angle), y: -radius * Math.sin(angle) };
}

function tickPath(step: number, inner: number, outer: number): string {
  let path = '';
  for (let degree = 0; degree < 360; degree += step) {
    const from = place(degree, inner);
    const to = place(degree, outer);
    path += `M${from.x.toFixed(2)} ${from.y.toFixed(2)}L${to.x.toFixed(2)} ${to.y.toFixed(2)}`;
  }
  return path;
}

function DialPlate() {
  const sky = useMemo(() => computeSky(new Date()), []);
  const ticks = useMemo(() => [tickPath(2, 190, 194), tickPath(10, 187, 194), tickPath(30, 160, 194)], []);
  const sun = place(sky.sun, 147);
  const moon = place(sky.moon, 147);
  return (
    <>
      <circle className="plate" r="194" />
      <circle className="plate" r="160" />
      <path className="ticks fine" d={ticks[0]} />
      <path className="ticks" d={ticks[1]} />
      <path className="ticks" d={ticks[2]} />
      {ZODIAC.map(({ name, path }, index) => {
        const { x, y } = place(index * 30 + 15, 174);
        return (
          <path key={name} className="sign" d={path} transform={`translate(${x - 9} ${y - 9}) scale(.75)`} />
        );
      })}
      <circle className="orbit" r="147" />
      <g className="sun" transform={`translate(${sun.x} ${sun.y})`}>
        <circle r="7" />
        <circle className="dot" r="1.8" />
      </g>
      <g className="moon-mark" transform={`translate(${moon.x} ${moon.y})`}>
        <circle className="halo" r="8" />
        <path d={litMoonPath(sky.elongation, 6)} />
      </g>
      <circle className="disc" r={MOON_RADIUS} />
      <path className="lit" d={litMoonPath(sky.elongation, MOON_RADIUS)} />
    </>
  );
}

export interface DialProps {
  readonly mood: Mood;
  readonly readLevels: () => Levels;
  readonly children: ReactNode;
}

export function Dial({ mood, readLevels, children }: DialProps) {
  const voice = useRef<SVGPathElement>(null);
  const ear = useRef<SVGPathElement>(null);
  const hand = useRef<SVGGElement>(null);

  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)');
    let frame = 0;
    let levels: Levels = { mic: 0, agent: 0 };
    const draw = (now: number): void => {
      const heard = readLevels();
      levels = { mic: smoothToward(levels.mic, heard.mic), agent: smoothToward(levels.agent, heard.agent) };
      const time = still.matches ? 0 : now / 1000;
      voice.current?.setAttribute('d', drawRing(98, levels.agent * 26, 9, time * 0.9));
      ear.current?.setAttribute('d', drawRing(120, levels.mic * 16, 5, -time * 0.5));
      const turned = mood === 'connecting' ? time * 70 : mood === 'thinking' ? time * 28 : 0;
      hand.current?.setAttribute('transform', `rotate(${(turned % 360).toFixed(2)})`);
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [mood, readLevels]);

  return (
    <div className="dial" data-mood={mood} data-testid="dial">
      <svg viewBox="-200 -200 400 400" aria-hidden="true" focusable="false">
        <DialPlate />
        <path ref={ear} className="ear" />
        <path ref={voice} className="voice" />
        <g ref={hand} className="hand">
          <circle cx="0" cy="-110" r="5" />
          <circle cx="95.3" cy="55" r="3.5" />
          <circle cx="-95.3" cy="55" r="2.5" />
          <circle className="way" r="110" />
        </g>
      </svg>
      <div className="dial-centre">{children}</div>
    </div>
  );
}
