/** What this process used between two moments. */
export interface CpuWindow {
  /** User and system time of every thread, milliseconds. */
  cpuMs: number;
  wallMs: number;
}

/** Starts to count; what it answers stops and tells. */
export function openCpuWindow(): () => CpuWindow {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpuMs: (user + system) / 1000, wallMs: performance.now() - startedAt };
  };
}
