const EVERY_MS = 10_000;
const SILENCE_MAX_MS = 5_000;

/**
 * Notices a line that is dead but not closed, as when a phone walks out of the Wi-Fi: asks for a
 * sign every ten seconds, and at once when the page is looked at again or the device says it is back
 * online. `onSilent` is called when none came for five seconds.
 */
export function startHeartbeat(options: {
  /** Sends a ping; `answered` is called when its pong arrives. */
  ping: (answered: () => void) => void;
  onSilent: () => void;
}): { stop(): void } {
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function probe() {
    if (waiting !== undefined) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      options.onSilent();
    }, SILENCE_MAX_MS);
    options.ping(heard);
  }
  function heard() {
    clearTimeout(waiting);
    waiting = undefined;
  }
  function lookAgain() {
    if (document.visibilityState === "visible") probe();
  }

  const probing = setInterval(probe, EVERY_MS);
  addEventListener("online", probe);
  document.addEventListener("visibilitychange", lookAgain);
  return {
    stop() {
      clearInterval(probing);
      heard();
      removeEventListener("online", probe);
      document.removeEventListener("visibilitychange", lookAgain);
    },
  };
}
