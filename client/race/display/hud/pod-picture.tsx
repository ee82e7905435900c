import { useEffect, useRef } from "preact/hooks";
import { drawPod, POD_HEIGHT, POD_WIDTH } from "#client/race/display/world/draw-pod.ts";

/** Sharp on a screen of twice the pixels. */
const SCALE = 2;

/** A runner's pod outside of the race. Decorative: its number and name stand beside it. */
export function PodPicture({ number, livery }: { number: number; livery: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined) return;
    context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
    context.clearRect(0, 0, POD_WIDTH, POD_HEIGHT);
    drawPod(context, { number, livery });
  }, [number, livery]);
  return (
    <canvas
      class="pod-picture"
      ref={canvas}
      width={POD_WIDTH * SCALE}
      height={POD_HEIGHT * SCALE}
      aria-hidden="true"
    />
  );
}
