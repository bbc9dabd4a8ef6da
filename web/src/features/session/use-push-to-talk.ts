/** Push to talk: the microphone is open while the space bar or the button is held, and only then. */

import { useCallback, useEffect, useState } from 'react';
import { useTalk } from './use-talk';

/** Where space types or presses something, it keeps its own meaning. */
function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, select, textarea, button, a, [contenteditable]') !== null
  );
}

export function usePushToTalk(): { held: boolean; press: () => void; release: () => void } {
  const talk = useTalk();
  const [held, setHeld] = useState(false);
  const hold = useCallback(
    (on: boolean) => {
      setHeld(on);
      void talk.setMicrophone(on);
    },
    [talk],
  );

  useEffect(() => {
    void talk.setMicrophone(false);
    return () => void talk.setMicrophone(true);
  }, [talk]);

  useEffect(() => {
    const onDown = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || event.repeat || isTaken(event.target)) return;
      event.preventDefault();
      hold(true);
    };
    const onUp = (event: KeyboardEvent): void => {
      if (event.code === 'Space' && !isTaken(event.target)) hold(false);
    };
    const onBlur = (): void => hold(false);
    window.addEventListener('keydown', onDown);
    window.addEventListener('keyup', onUp);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onDown);
      window.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', onBlur);
    };
  }, [hold]);

  const press = useCallback(() => hold(true), [hold]);
  const release = useCallback(() => {
    if (held) hold(false);
  }, [hold, held]);
  return { held, press, release };
}
