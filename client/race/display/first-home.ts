/** The winner's time over the line in milliseconds; 0 while nobody is home. */
export function firstHomeMs(runners: Iterable<{ readonly finishTimeMs: number }>): number {
  let firstMs = 0;
  for (const { finishTimeMs } of runners) {
    if (finishTimeMs > 0 && (firstMs === 0 || finishTimeMs < firstMs)) firstMs = finishTimeMs;
  }
  return firstMs;
}
