/** The line that follows a voice: a circle whose radius swings in whole waves, as a closed SVG path. */

const POINTS = 144;

export function drawRing(radius: number, swing: number, waves: number, phase: number): string {
  if (swing < 0.05)
    return `M${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0Z`;
  let path = '';
  for (let point = 0; point < POINTS; point++) {
    const angle = (point / POINTS) * 2 * Math.PI;
    const wave =
      Math.sin(angle * waves + phase * 3) * 0.6 + Math.sin(angle * (waves * 2 - 1) - phase * 2) * 0.4;
    const at = radius + swing * wave;
    path += `${point === 0 ? 'M' : 'L'}${(at * Math.cos(angle)).toFixed(1)} ${(at * Math.sin(angle)).toFixed(1)}`;
  }
  return `${path}Z`;
}

/** Rises fast and falls slowly, as loudness feels. */
export function smoothToward(shown: number, heard: number): number {
  return shown + (heard - shown) * (heard > shown ? 0.35 : 0.1);
}
