import { useEffect, useRef } from "preact/hooks";
import type { FrameLoop } from "./frame-loop.ts";

/** Draws into an element once a frame, past Preact: for what moves. */
export function useFrameOf<Frame, Target extends Element>(
  loop: FrameLoop<Frame>,
  draw: (target: Target, frame: Readonly<Frame>) => void,
) {
  const target = useRef<Target>(null);
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(
    () =>
      loop.onFrame((frame) => {
        if (target.current !== null) latest.current(target.current, frame);
      }),
    [loop],
  );
  return target;
}
