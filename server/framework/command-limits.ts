/** Commands of one name a session may send in a second when its contract names no figure. */
const PER_SECOND_DEFAULT = 5;

/** A fixed window of one second for each (session, command). */
export interface CommandLimits {
  /** Whether one more command of this name is within the session's allowance. */
  admit(sessionId: string, command: string, perSecondMax?: number): boolean;
  forget(sessionId: string): void;
}

export function createCommandLimits(now: () => number): CommandLimits {
  const windows = new Map<string, Map<string, { second: number; count: number }>>();
  return {
    admit(sessionId, command, perSecondMax = PER_SECOND_DEFAULT) {
      const second = Math.floor(now() / 1000);
      const session = windows.get(sessionId) ?? new Map();
      windows.set(sessionId, session);
      const window = session.get(command);
      if (window === undefined || window.second !== second) {
        session.set(command, { second, count: 1 });
        return true;
      }
      window.count += 1;
      return window.count <= perSecondMax;
    },
    forget: (sessionId) => void windows.delete(sessionId),
  };
}
