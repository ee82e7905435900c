const COSTS_MAX = 120;

/** Main-thread milliseconds of the last frames: letters and world together. */
export interface FrameCost {
  frames: number;
  medianMs: number;
  meanMs: number;
  maxMs: number;
}

export interface FrameLoop<Frame> {
  /** Calls back before every drawn frame, after the frame has moved on. Returns how to stop. */
  onFrame(draw: (frame: Readonly<Frame>, localNowMs: number) => void): () => void;
  /** Notes main-thread milliseconds the world took for one frame. */
  noteWorldCost(ms: number): void;
  readCost(): FrameCost;
  stop(): void;
}

/** Moves a scene on once for every frame of the screen and lets everyone draw it. */
export function startFrameLoop<Frame>(advance: (localNowMs: number) => Frame): FrameLoop<Frame> {
  const draws = new Set<(frame: Frame, localNowMs: number) => void>();
  const costs = new Float32Array(COSTS_MAX);
  let frames = 0;
  let worldMs = 0;
  let isStopped = false;
  let request = requestAnimationFrame(step);

  function step() {
    const startedMs = performance.now();
    const frame = advance(startedMs);
    for (const draw of draws) draw(frame, startedMs);
    costs[frames++ % COSTS_MAX] = performance.now() - startedMs + worldMs;
    worldMs = 0;
    if (!isStopped) request = requestAnimationFrame(step);
  }

  return {
    onFrame(draw) {
      draws.add(draw);
      return () => draws.delete(draw);
    },
    noteWorldCost(ms) {
      worldMs += ms;
    },
    readCost() {
      const kept = costs.slice(0, Math.min(frames, COSTS_MAX)).sort();
      const sumMs = kept.reduce((sum, ms) => sum + ms, 0);
      return {
        frames,
        medianMs: kept[kept.length >> 1] ?? 0,
        meanMs: kept.length === 0 ? 0 : sumMs / kept.length,
        maxMs: kept.at(-1) ?? 0,
      };
    },
    stop() {
      isStopped = true;
      cancelAnimationFrame(request);
      draws.clear();
    },
  };
}
